package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.training.TrainingActivities;
import dev.ionosphere.workflows.training.TrainingFailure;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;

/** How a cloud worker is asked to train. */
final class TrainingCall {

  /** How long a program that failed waits for its next attempt. */
  private static final Duration NEXT_ATTEMPT = Duration.ofSeconds(5);

  /** Runs, packages and registers. Only the program's own failures count as attempts. */
  static TrainingResult train(TrainingJob job, int attempts) {
    TrainingActivities activities =
        Workflow.newActivityStub(TrainingActivities.class, options(job));
    for (int attempt = 1; !succeeded(activities, job, attempt >= attempts); attempt++) {
      Workflow.sleep(NEXT_ATTEMPT.multipliedBy(attempt));
    }
    return activities.register(job, activities.pack(job));
  }

  private static boolean succeeded(TrainingActivities activities, TrainingJob job, boolean last) {
    try {
      activities.train(job);
      return true;
    } catch (ActivityFailure failed) {
      if (last || !TrainingFailure.of(failed).equals(Optional.of(TrainingFailure.PROGRAM_FAILED))) {
        throw failed;
      }
      return false;
    }
  }

  private static ActivityOptions options(TrainingJob job) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
        // Longer trainings are known, but none that still matter after a month.
        .setStartToCloseTimeout(Duration.ofDays(30))
        // A worker that is gone this long is replaced; its job is found again by the run's id. A
        // stop is heard of within 0.8 of it.
        .setHeartbeatTimeout(Duration.ofSeconds(30))
        // Infrastructure is waited for until a person stops the run.
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(5))
                .setMaximumInterval(Duration.ofMinutes(1))
                .build())
        // The ION does not wait for an engine to stop; the worker hears of it by its heartbeat.
        .setCancellationType(ActivityCancellationType.TRY_CANCEL)
        .setSummary("%s on %s for %s".formatted(job.run(), job.engine(), job.requester()))
        .build();
  }

  /** What people are told of a failed run. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof ApplicationFailure)) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case ApplicationFailure application -> application.getOriginalMessage();
      case TimeoutFailure timeout ->
          "the cloud worker was not heard of in time (%s)".formatted(timeout.getTimeoutType());
      case CanceledFailure cancelled -> "stopped";
      default -> String.valueOf(cause.getMessage());
    };
  }

  private TrainingCall() {}
}
