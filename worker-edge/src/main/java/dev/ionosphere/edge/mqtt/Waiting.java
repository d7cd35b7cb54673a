package dev.ionosphere.edge.mqtt;

import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.models.device.IncidentKind;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why no messages come to a node: always in its status, and as an incident when it is news. A
 * broker that comes and goes is no news each time.
 */
final class Waiting {

  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
  private static final Duration APART = Duration.ofMinutes(10);

  private final NodeKey key;
  private final NodeStatuses statuses;
  private final Incidents incidents;
  private final LongSupplier nanos;
  private String told = "";
  private long toldAt;

  /**
   * @param nanos monotonic time
   */
  Waiting(NodeKey key, NodeStatuses statuses, Incidents incidents, LongSupplier nanos) {
    this.key = key;
    this.statuses = statuses;
    this.incidents = incidents;
    this.nanos = nanos;
  }

  /** It has not been tried so far. */
  void begins(String what) {
    statuses.waits(key, what);
  }

  void is(String why) {
    statuses.waits(key, why);
    long now = nanos.getAsLong();
    if (!why.equals(told) || now - toldAt > APART.toNanos()) {
      told = why;
      toldAt = now;
      incidents.report(IncidentKind.SOURCE_FAULT.text(), key, why);
    }
  }

  void isOver() {
    statuses.waitsNoMore(key);
    LOG.info("messages of {} come", key);
  }

  void leftOut(String what) {
    incidents.report(IncidentKind.ROWS_BAD.text(), key, what);
  }
}
