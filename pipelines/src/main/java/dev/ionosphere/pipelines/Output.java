package dev.ionosphere.pipelines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The output directory of a run. Whoever finds {@code completed.json} in it finds everything else
 * complete.
 */
public final class Output {
  private final Path directory;
  private final ObjectMapper json =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private Output(Path directory) {
    this.directory = directory;
  }

  /** Opens an empty output: what an earlier, unfinished attempt left behind is removed. */
  public static Output open(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> leftovers = Files.walk(directory)) {
        for (Path leftover : leftovers.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(leftover);
        }
      }
    }
    Files.createDirectories(directory);
    return new Output(directory);
  }

  public Path path(String name) {
    return directory.resolve(name);
  }

  public void write(String name, Object value) throws IOException {
    Path target = directory.resolve(name);
    Path partial = directory.resolve("." + name + ".partial");
    Files.write(partial, json.writeValueAsBytes(value));
    try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
