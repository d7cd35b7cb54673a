package dev.ionosphere.edge.loop;

import dev.ionosphere.data.source.Position;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.store.Stored;
import dev.ionosphere.models.device.Telemetry.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a node has come in its source, and the window that ends exactly there: one atomic file,
 * so no row is ever counted twice or left out, whenever the power goes.
 *
 * @param others how far it has come in sources that it read before this one, oldest first
 * @param sequences last window number used, by model digest
 * @param last window that ends at the position; may or may not have reached the spool
 */
record Progress(
    String file,
    Position position,
    List<Other> others,
    long rows,
    long bad,
    long anomalies,
    Map<String, Long> sequences,
    @Nullable Window last) {

  private static final String NAME = "progress.json";

  private static final int MOST_OTHERS = 32;

  /** A source that is not read now. */
  record Other(String file, Position position) {}

  Progress {
    // Release 0.2.0 had none.
    others = others == null ? List.of() : List.copyOf(others);
    sequences = Map.copyOf(sequences);
  }

  static Progress start(String file) {
    return new Progress(file, Position.START, List.of(), 0, 0, 0, Map.of(), null);
  }

  static Stored<Progress> read(StateDirectory directory) {
    return directory.read(NAME, Progress.class);
  }

  void write(StateDirectory directory) throws IOException {
    directory.write(NAME, Json.write(this));
  }

  /**
   * When the one after this was lost: its window may have the next number, so that is left out.
   * Rows of that one window are counted twice, rather than rows that come now being taken for it.
   */
  Progress afterALostOne() {
    Map<String, Long> next = new HashMap<>(sequences);
    next.replaceAll((digest, sequence) -> sequence + 1);
    return new Progress(file, position, others, rows, bad, anomalies, next, last);
  }

  /** The same node on a source: a new one from its start, an earlier one from where it was left. */
  Progress of(String source) {
    if (source.equals(file)) {
      return this;
    }
    List<Other> left = new ArrayList<>();
    Position at = Position.START;
    for (Other other : others) {
      if (other.file().equals(source)) {
        at = other.position();
      } else {
        left.add(other);
      }
    }
    left.add(new Other(file, position));
    return new Progress(
        source,
        at,
        left.subList(Math.max(0, left.size() - MOST_OTHERS), left.size()),
        rows,
        bad,
        anomalies,
        sequences,
        last);
  }
}
