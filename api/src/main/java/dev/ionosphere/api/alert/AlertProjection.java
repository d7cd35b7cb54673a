package dev.ionosphere.api.alert;

import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import jakarta.inject.Singleton;

/** Closes the alerts of an ION that was stopped. */
@Singleton
final class AlertProjection implements Projection {

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
}
