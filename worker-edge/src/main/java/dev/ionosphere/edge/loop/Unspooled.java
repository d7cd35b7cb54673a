package dev.ionosphere.edge.loop;

import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry.Window;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was closed and is on the disk with the position it ends at, and is not known to be in the
 * spool. After a stop it goes there again; the hub counts it once. One thread.
 */
final class Unspooled {

  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Waiting(byte[] json, long rows) {}

  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** What the last run may not have brought to the spool. */
  Unspooled(Progress progress) {
    @Nullable Window earlier = progress.last();
    if (earlier != null) {
      waiting.add(new Waiting(Json.write(earlier), earlier.rows()));
    }
    add(progress.closed());
  }

  void add(List<Bucket> closed) {
    closed.forEach(bucket -> waiting.add(new Waiting(Json.write(bucket), bucket.rows())));
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Brings it there; what the disk does not take stays. */
  void to(Spool spool) throws IOException {
    while (!waiting.isEmpty()) {
      Waiting first = waiting.getFirst();
      spool.append(Priority.WINDOW, first.json(), first.rows());
      waiting.removeFirst();
    }
  }
}
