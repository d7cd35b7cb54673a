package dev.ionosphere.api.alert;

import dev.ionosphere.api.timeline.ConflictAlarm;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the ledger means for alerts: a conflict raises one, the end of an ION closes its own. */
@Singleton
final class AlertProjection implements Projection, ConflictAlarm {

  private static final int SUBJECT = 300;

  private final AlertBook alerts;

  AlertProjection(AlertBook alerts) {
    this.alerts = alerts;
  }

  @Override
  public void apply(TimelineRecord record, TimelineEvent event) {
    if (event instanceof LifecycleEvent.IonStopped) {
      alerts.clearAll(record.ion(), record.occurredAt());
    }
  }

  @Override
  public void conflict(String ion, @Nullable String node, String key, String message, Instant at) {
    String subject = key.substring(0, Math.min(SUBJECT, key.length()));
    alerts.raise(ion, node, subject, "timeline-conflict", "critical", message, at);
  }
}
