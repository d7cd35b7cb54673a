package dev.ionosphere.api.timeline;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.json.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints outside of the database: whoever rewrites that has to rewrite this as well. One JSON
 * object a line, only ever appended to, so that it can be copied elsewhere as it grows.
 */
@Singleton
public final class CheckpointFile {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFile.class);

  private final Path file;

  CheckpointFile(HubConfiguration configuration) {
    file = Path.of(configuration.data()).resolve("checkpoints.jsonl");
  }

  synchronized void append(Checkpoint checkpoint) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file,
          (isCutOff() ? "\n" : "") + Json.canonical(checkpoint) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Whether a crash left half a line, which must not swallow the next. */
  private boolean isCutOff() throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (SeekableByteChannel bytes = Files.newByteChannel(file)) {
      if (bytes.size() == 0) {
        return false;
      }
      ByteBuffer last = ByteBuffer.allocate(1);
      int read = bytes.position(bytes.size() - 1).read(last);
      return read == 1 && last.get(0) != '\n';
    }
  }

  List<Checkpoint> of(String ion) {
    if (!Files.exists(file)) {
      return List.of();
    }
    // The ION's name as it stands in a line; all lines of others are passed over unread.
    String named = "\"ion\":" + Json.canonical(ion);
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> line.contains(named)).flatMap(CheckpointFile::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The last line may be half written after a crash. */
  private static Stream<Checkpoint> read(String line) {
    try {
      return Stream.of(Json.read(line, Checkpoint.class));
    } catch (IllegalArgumentException e) {
      LOG.warn("checkpoints.jsonl has a line that is no checkpoint: {}", line);
      return Stream.empty();
    }
  }
}
