package dev.ionosphere.edge.loop;

import dev.ionosphere.edge.source.Position;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.store.Stored;
import dev.ionosphere.workflows.device.Telemetry.Window;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  private static final String NAME = "progress.json";

  Progress {
    sequences = Map.copyOf(sequences);
  }

  static Progress start(String file) {
    return new Progress(file, Position.START, 0, 0, 0, Map.of(), null);
  }

  static Stored<Progress> read(StateDirectory directory) {
    return directory.read(NAME, Progress.class);
  }

  void write(StateDirectory directory) throws IOException {
    directory.write(NAME, Json.write(this));
  }

  /** The same node on a source, perhaps another one than before. */
  Progress of(String source) {
    return source.equals(file)
        ? this
        : new Progress(source, Position.START, rows, bad, anomalies, sequences, last);
  }
}
