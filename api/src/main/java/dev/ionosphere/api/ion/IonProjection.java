package dev.ionosphere.api.ion;

import dev.ionosphere.api.timeline.Facts;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.TimelineKind;
import jakarta.inject.Singleton;

/** Whether an ION lives, as the timeline tells it. */
@Singleton
final class IonProjection implements Projection {

  private final StoredIons ions;

  IonProjection(StoredIons ions) {
    this.ions = ions;
  }

  @Override
  public void apply(TimelineRecord record, Facts facts) {
    switch (record.kind()) {
      case TimelineKind.LAUNCHED -> ions.setLaunched(record.ion(), record.occurredAt());
      case TimelineKind.PAUSED -> ions.setStatus(record.ion(), "paused");
      case TimelineKind.RESUMED -> ions.setStatus(record.ion(), "running");
      case TimelineKind.STOPPED -> ions.setStatus(record.ion(), "stopped");
      default -> {}
    }
  }
}
