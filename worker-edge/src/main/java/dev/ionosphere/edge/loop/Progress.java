package dev.ionosphere.edge.loop;

import dev.ionosphere.data.source.Position;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.store.Stored;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry.Window;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a node has come in its source, and the buckets that end exactly there: one atomic file,
 * so no row is ever counted twice or left out, whenever the power goes.
 *
 * @param others how far it has come in sources that it read before this one, oldest first
 * @param rows that were scored
 * @param bad rows that were not
 * @param parts last number that was given to a part of a bucket; none is given twice
 * @param closed what ends at the position; may or may not have reached the spool
 * @param lastRow when a row last came from the source, by the device's clock
 * @param newest of the times that its rows had of their own
 * @param last what an agent of 0.3.0 kept in the place of {@code closed}
 */
record Progress(
    String file,
    Position position,
    List<Other> others,
    long rows,
    long bad,
    long anomalies,
    long parts,
    List<Bucket> closed,
    @Nullable Instant lastRow,
    @Nullable Instant newest,
    @Nullable Window last) {

  private static final String NAME = "progress.json";

  private static final int MOST_OTHERS = 32;

  /** A source that is not read now. */
  record Other(String file, Position position) {}

  Progress {
    // Release 0.2.0 had none, and 0.3.0 had no buckets.
    others = others == null ? List.of() : List.copyOf(others);
    closed = closed == null ? List.of() : List.copyOf(closed);
  }

  /**
   * @param parts numbers up to it were perhaps given by one that was lost
   */
  static Progress start(String file, long parts) {
    return new Progress(
        file, Position.START, List.of(), 0, 0, 0, parts, List.of(), null, null, null);
  }

  static Stored<Progress> read(StateDirectory directory) {
    return directory.read(NAME, Progress.class);
  }

  void write(StateDirectory directory) throws IOException {
    directory.write(NAME, Json.write(this));
  }

  /**
   * When the one after this was lost: its buckets may have the next numbers, so those are left out.
   * Their rows are counted twice, rather than rows that come now being taken for them.
   */
  Progress afterALostOne() {
    return new Progress(
        file,
        position,
        others,
        rows,
        bad,
        anomalies,
        parts + OpenBuckets.MOST,
        closed,
        lastRow,
        newest,
        last);
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
        parts,
        closed,
        null,
        null,
        last);
  }
}
