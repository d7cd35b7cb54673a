package dev.ionosphere.workflows.work;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.json.JsonTree;
import dev.ionosphere.workflows.training.PackagedModel;
import dev.ionosphere.workflows.training.TrainingActivities;
import dev.ionosphere.workflows.training.TrainingFailure;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** A training: the program runs, what it made is packaged, the package goes to the hub. */
final class TrainingStory {

  private final WorkOrder order;
  private final TrainingJob job;
  private final Patience patience;

  TrainingStory(WorkOrder order, TrainingJob job) {
    this.order = order;
    this.job = job;
    patience = new Patience(order);
  }

  WorkOutcome run() {
    try {
      train();
      PackagedModel packaged =
          patience.until(
              "package", "package " + job.run(), options -> activities(options).pack(job));
      TrainingResult result =
          patience.until(
              "register",
              "register " + packaged.manifest(),
              options -> activities(options).register(job, packaged));
      return new WorkOutcome(WorkOutcome.State.DONE, JsonTree.of(result), null);
    } catch (TemporalFailure failure) {
      if (failure instanceof CanceledFailure || failure.getCause() instanceof CanceledFailure) {
        Workflow.newDetachedCancellationScope(this::stop).run();
        throw failure;
      }
      return new WorkOutcome(WorkOutcome.State.FAILED, null, FailureText.of(failure));
    }
  }

  /** Only the program's own failure is an attempt. */
  private void train() {
    for (int attempt = 1; ; attempt++) {
      String summary =
          "%s on %s for %s%s"
              .formatted(
                  job.run(),
                  job.engine(),
                  job.requester(),
                  attempt == 1 ? "" : ", attempt " + attempt);
      try {
        patience.until(
            "train",
            summary,
            options -> {
              activities(options).train(job);
              return job.run();
            });
        return;
      } catch (ActivityFailure failure) {
        boolean again =
            TrainingFailure.of(failure).filter(TrainingFailure.PROGRAM_FAILED::equals).isPresent()
                && attempt < order.attempts();
        if (!again) {
          throw failure;
        }
      }
    }
  }

  private static TrainingActivities activities(ActivityOptions options) {
    return Workflow.newActivityStub(TrainingActivities.class, options);
  }

  private void stop() {
    try {
      Workflow.newActivityStub(
              TrainingActivities.class,
              ActivityOptions.newBuilder()
                  .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
                  .setStartToCloseTimeout(Duration.ofMinutes(1))
                  // A worker that is away finds the order to stop when it is back.
                  .setRetryOptions(
                      RetryOptions.newBuilder()
                          .setInitialInterval(Duration.ofSeconds(1))
                          .setMaximumInterval(Duration.ofMinutes(1))
                          .build())
                  .setSummary("stop " + job.run())
                  .build())
          .stop(job.run());
    } catch (TemporalFailure failure) {
      // Somebody ended this workflow before the engine could be reached; its lease runs out.
      Workflow.getLogger(TrainingStory.class).warn("{} was not stopped", job.run(), failure);
    }
  }
}
