package dev.ionosphere.workflows.training;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Work of a cloud worker, on queue {@code ion-cloud}. */
@ActivityInterface(namePrefix = "")
public interface TrainingActivities {

  /**
   * Runs the job on its engine, packages what it made and registers the model with the hub.
   * Idempotent by {@link TrainingJob#run}: a finished job is packaged, a running one is found again
   * or killed, never run twice at once. Heartbeats {@link TrainingProgress}.
   */
  @ActivityMethod(name = "Train")
  TrainingResult train(TrainingJob job);
}
