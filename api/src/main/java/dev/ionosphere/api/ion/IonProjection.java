package dev.ionosphere.api.ion;

import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import jakarta.inject.Singleton;

/** Whether an ION lives, as the timeline tells it. */
@Singleton
final class IonProjection implements Projection {

  private static final int DIGEST = 80;
  private static final int STATUS = 20;

  private final StoredIons ions;

  IonProjection(StoredIons ions) {
    this.ions = ions;
  }

  @Override
  public void apply(TimelineRecord record, TimelineEvent event) {
    if (event instanceof ChangeEvent.DocumentChanged changed) {
      ions.setInForce(record.ion(), Storable.text(changed.documentDigest(), DIGEST));
    }
    if (!(event instanceof LifecycleEvent life)) {
      return;
    }
    switch (life) {
      case LifecycleEvent.IonLaunched launched -> {
        ions.setLaunched(record.ion(), record.occurredAt());
        ions.setInForce(record.ion(), Storable.text(launched.documentDigest(), DIGEST));
      }
      case LifecycleEvent.IonPaused paused -> ions.setStatus(record.ion(), "paused");
      case LifecycleEvent.IonResumed resumed -> ions.setStatus(record.ion(), "running");
      case LifecycleEvent.IonStopped stopped -> {
        ions.setStatus(record.ion(), "stopped");
        if (stopped.withdrawn() == null) {
          ions.keepOnDevices(record.ion());
        } else {
          ions.setWithdrawn(record.ion());
        }
      }
      case LifecycleEvent.IonLost lost -> ions.setLost(record.ion());
      case LifecycleEvent.IonFound found ->
          ions.setFound(record.ion(), Storable.text(found.status(), STATUS));
      case LifecycleEvent.IonRecovered recovered -> {}
      case LifecycleEvent.KeyRotated rotated -> {}
      case LifecycleEvent.RecordSetAside aside -> {}
      case LifecycleEvent.RecordsLost lost -> {}
      case LifecycleEvent.WitnessLost lost -> {}
    }
  }
}
