package dev.ionosphere.workflows.training;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Work of a cloud worker, on queue {@code ion-cloud}: a training is run, packaged and registered,
 * in three steps. Each step may be repeated and heartbeats {@link TrainingProgress}.
 *
 * <p>A failure of type {@link TrainingFailure} is the program's; it is never retryable by Temporal,
 * the workflow counts it. Every other failure is infrastructure: retryable, and its message names
 * what is waited for. It is to be retried until a person stops it.
 */
@ActivityInterface(namePrefix = "")
public interface TrainingActivities {

  /**
   * Runs the job on its engine and returns when the program has succeeded. A job that is under way
   * is found again by {@link TrainingJob#run}, one that has finished is not repeated; it never runs
   * twice at once.
   */
  @ActivityMethod(name = "Train")
  void train(TrainingJob job);

  /** Packages what the program made; the parts stay in the run's folder. */
  @ActivityMethod(name = "PackageModel")
  PackagedModel pack(TrainingJob job);

  /**
   * Gives the package to the hub, which signs it. Packages again if the parts are gone from the
   * run's folder but the program's output is there.
   */
  @ActivityMethod(name = "RegisterModel")
  TrainingResult register(TrainingJob job, PackagedModel packaged);

  /** Ends whatever runs for the run id, and lets nothing start for it any more. */
  @ActivityMethod(name = "StopTraining")
  void stop(String run);
}
