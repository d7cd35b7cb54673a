package dev.ionosphere.edge.telemetry;

import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.workflows.device.Telemetry.Incident;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people what the device did or refused by itself: in the log now, at the hub later. */
public final class Incidents {

  private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);
  private static final int MOST_TEXT = 2_000;

  private final Spool spool;
  private final Clock clock;

  public Incidents(Spool spool, Clock clock) {
    this.spool = spool;
    this.clock = clock;
  }

  public void report(String kind, @Nullable NodeKey key, String message) {
    LOG.info("{}: {}", kind, message);
    Incident incident =
        new Incident(
            clock.instant(),
            kind,
            key == null ? null : key.ion(),
            key == null ? null : key.node(),
            message.substring(0, Math.min(MOST_TEXT, message.length())));
    try {
      spool.append(Priority.INCIDENT, Json.write(incident));
    } catch (IOException e) {
      LOG.warn("incident {} is not in the spool: {}", kind, e.toString());
    }
  }
}
