package dev.ionosphere.activities.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of a training's output that are held in memory. */
final class TrainingFiles {

  static final long MOST_BYTES = 64L * 1024 * 1024;

  static byte[] read(Path output, String name) throws IOException {
    Path file = output.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new PackagingException("output %s has no %s".formatted(output, name));
    }
    checkSize(file, MOST_BYTES);
    return Files.readAllBytes(file);
  }

  static void checkSize(Path file, long most) throws IOException {
    long size = Files.size(file);
    if (size > most) {
      throw new PackagingException(
          "output %s: %s has %d bytes, at most %d are allowed"
              .formatted(file.getParent(), file.getFileName(), size, most));
    }
  }

  private TrainingFiles() {}
}
