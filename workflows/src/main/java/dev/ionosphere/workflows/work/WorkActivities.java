package dev.ionosphere.workflows.work;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What Temporal knows of work, from queue {@code ion-cloud}. */
@ActivityInterface(namePrefix = "")
public interface WorkActivities {

  /** Asks Temporal where a workflow stands. */
  @ActivityMethod(name = "LookAtWork")
  WorkStanding look(String workflow);
}
