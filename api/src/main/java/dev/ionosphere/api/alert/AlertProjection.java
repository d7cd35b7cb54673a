package dev.ionosphere.api.alert;

import dev.ionosphere.api.timeline.Facts;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.TimelineKind;
import jakarta.inject.Singleton;

/** Closes the alerts of an ION that was stopped. */
@Singleton
final class AlertProjection implements Projection {

  private final AlertBook alerts;

  AlertProjection(AlertBook alerts) {
    this.alerts = alerts;
  }

  @Override
  public void apply(TimelineRecord record, Facts facts) {
    if (record.kind().equals(TimelineKind.STOPPED)) {
      alerts.clearAll(record.ion(), record.occurredAt());
    }
  }
}
