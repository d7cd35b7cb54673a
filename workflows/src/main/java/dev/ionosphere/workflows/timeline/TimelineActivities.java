package dev.ionosphere.workflows.timeline;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Appends to the hub's ledger, from queue {@code ion-cloud}. */
@ActivityInterface(namePrefix = "")
public interface TimelineActivities {

  /** Appends what is not there yet, by {@link TimelineEntry#key}, in order, all or nothing. */
  @ActivityMethod(name = "Record")
  ChainHead record(TimelineBatch batch);
}
