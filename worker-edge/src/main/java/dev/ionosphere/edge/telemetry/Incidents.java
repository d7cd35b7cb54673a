package dev.ionosphere.edge.telemetry;

import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.models.device.Telemetry.Incident;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people what the device did or refused by itself: in the log now, at the hub later. */
public final class Incidents {

  private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);
  private static final int MOST_TEXT = 2_000;
  private static final int MOST_HELD = 64;

  private final Spool spool;
  private final Clock clock;
  private final Map<String, String> last = new ConcurrentHashMap<>();
  // What the disk did not take, oldest first.
  private final Deque<Incident> held = new ArrayDeque<>();

  public Incidents(Spool spool, Clock clock) {
    this.spool = spool;
    this.clock = clock;
  }

  public void report(String kind, @Nullable NodeKey key, String message) {
    LOG.info("{}: {}", kind, message);
    String shortened = message.substring(0, Math.min(MOST_TEXT, message.length()));
    last.put(kind, shortened);
    Incident incident =
        new Incident(
            clock.instant(),
            kind,
            key == null ? null : key.ion(),
            key == null ? null : key.node(),
            shortened);
    hold(incident);
    flush();
  }

  /** Brings to the spool what the disk has not taken so far. */
  public void flush() {
    synchronized (held) {
      try {
        while (!held.isEmpty()) {
          spool.append(Priority.INCIDENT, Json.write(held.getFirst()));
          held.removeFirst();
        }
      } catch (IOException e) {
        LOG.debug("{} incidents wait in memory: {}", held.size(), e.toString());
      }
    }
  }

  /** Incidents that wait in memory for the disk. */
  public int held() {
    synchronized (held) {
      return held.size();
    }
  }

  /** What was last told of that kind since the start. */
  public Optional<String> last(String kind) {
    return Optional.ofNullable(last.get(kind));
  }

  private void hold(Incident incident) {
    synchronized (held) {
      if (held.size() == MOST_HELD) {
        Incident dropped = held.removeFirst();
        LOG.warn(
            "incident {} of {} is dropped: the disk takes none", dropped.kind(), dropped.time());
      }
      held.addLast(incident);
    }
  }
}
