package dev.ionosphere.edge.loop;

import dev.ionosphere.edge.source.Position;
import dev.ionosphere.edge.store.DurableFile;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.workflows.device.Telemetry.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a node has come in its source, and the window that ends exactly there: one atomic file,
 * so no row is ever counted twice or left out, whenever the power goes.
 *
 * @param sequences last window number used, by model digest
 * @param last window that ends at the position; may or may not have reached the spool
 */
record Progress(
    String file,
    Position position,
    long rows,
    long bad,
    long anomalies,
    Map<String, Long> sequences,
    @Nullable Window last) {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final String NAME = "progress.json";

  Progress {
    sequences = Map.copyOf(sequences);
  }

  static Progress start(String file) {
    return new Progress(file, Position.START, 0, 0, 0, Map.of(), null);
  }

  static Progress read(Path directory, String file) throws IOException {
    Path path = directory.resolve(NAME);
    if (!Files.exists(path)) {
      return start(file);
    }
    try {
      return Json.read(Files.readAllBytes(path), Progress.class).of(file);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      LOG.warn("{} is broken, the source is read from its start: {}", path, e.getMessage());
      return start(file);
    }
  }

  void write(Path directory) throws IOException {
    DurableFile.write(directory.resolve(NAME), Json.write(this));
  }

  /** The same node on a source, perhaps another one than before. */
  Progress of(String source) {
    return source.equals(file)
        ? this
        : new Progress(source, Position.START, rows, bad, anomalies, sequences, last);
  }
}
