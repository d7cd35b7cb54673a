package dev.ionosphere.pipelines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The output directory of a run, written by one process at a time. Whoever finds {@code
 * completed.json} in it finds everything else complete.
 */
public final class Output {

  private static final long MIB = 1024 * 1024;

  private final Path directory;
  private final ObjectMapper json =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** Held, and so locked, until the process ends. */
  private final FileChannel lock;

  private Output(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Opens an empty output: what an earlier, unfinished attempt left behind is removed.
   *
   * @throws IllegalStateException if another process is writing to it
   */
  public static Output open(Path directory) throws IOException {
    FileChannel lock = lock(directory);
    if (Files.exists(directory)) {
      try (Stream<Path> leftovers = Files.walk(directory)) {
        for (Path leftover : leftovers.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(leftover);
        }
      }
    }
    Files.createDirectories(directory);
    return new Output(directory, lock);
  }

  private static FileChannel lock(Path directory) throws IOException {
    Files.createDirectories(directory.getParent());
    FileChannel lock =
        FileChannel.open(
            directory.resolveSibling(directory.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      lock.close();
      throw new IllegalStateException("another process is writing to " + directory);
    }
    return lock;
  }

  public Path path(String name) {
    return directory.resolve(name);
  }

  /**
   * Writes all of the file or none of it.
   *
   * @throws JobException if no model may have so much of it
   */
  public void write(String name, Object value) throws IOException {
    if (!lock.isOpen()) {
      throw new IllegalStateException("the lock of " + directory + " is lost");
    }
    Path target = directory.resolve(name);
    Path partial = directory.resolve("." + name + ".partial");
    write(partial, name, value);
    try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private void write(Path partial, String name, Object value) throws IOException {
    long most = most(name);
    BoundedStream bytes =
        new BoundedStream(new BufferedOutputStream(Files.newOutputStream(partial)), most);
    json.writeValue(bytes, value);
    if (bytes.size() > most) {
      Files.delete(partial);
      throw new JobException(
          "%s is too large for a model: got %d bytes, allowed are %d; learn from fewer columns or categories, or ask for fewer clusters, trees or golden rows"
              .formatted(name, bytes.size(), most));
    }
  }

  /** What packaging, the hub and devices read of it. */
  private static long most(String name) {
    return switch (name) {
      case "metrics.json" -> MIB;
      case "golden.json", "baseline.json" -> 16 * MIB;
      default -> 64 * MIB;
    };
  }
}
