package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.training.TrainingJob;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;

/** How a cloud worker is asked to train. */
final class TrainingCall {

  static ActivityOptions options(TrainingJob job, int attempts) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
        // Longer trainings are known, but none that still matter after a month.
        .setStartToCloseTimeout(Duration.ofDays(30))
        // A worker that is gone this long is replaced; its job is found again by the run's id. A
        // stop is heard of within 0.8 of it.
        .setHeartbeatTimeout(Duration.ofSeconds(30))
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(5))
                .setMaximumInterval(Duration.ofMinutes(5))
                .setMaximumAttempts(attempts)
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
