package dev.ionosphere.activities.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips a directory so that equal contents give equal bytes. */
final class DirectoryZip {
  /** The first moment a zip entry can have; the true one would make every zip different. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private DirectoryZip() {}

  static void write(Path directory, Path target) throws IOException {
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    try (Stream<Path> walk = Files.walk(directory);
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(partial));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      for (Path content : files) {
        String name = directory.relativize(content).toString().replace('\\', '/');
        // Hadoop's own checksums of local files: nothing reads them outside Hadoop.
        if (name.endsWith(".crc")) {
          continue;
        }
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
        Files.copy(content, zip);
        zip.closeEntry();
      }
    }
    Files.move(
        partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
