package dev.ionosphere.workflows.work;

import dev.ionosphere.workflows.IonMessages;
import dev.ionosphere.workflows.WorkflowNames;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Steps of work that are tried until they succeed. Trouble that lasts is told to the ION, which
 * shows it, and told again when it is over. Only a person ends it.
 */
final class Patience {

  /** Trouble that is over by then is not worth telling. */
  private static final int QUICK_ATTEMPTS = 3;

  private final WorkOrder order;
  private int told;

  Patience(WorkOrder order) {
    this.order = order;
  }

  /**
   * @param step such as {@code register}
   * @param call the step, with the options to call it with
   * @throws ActivityFailure if the program is to blame, or the work was cancelled
   */
  <T extends @Nullable Object> T until(
      String step, String summary, Function<ActivityOptions, T> call) {
    try {
      return call.apply(options(summary, QUICK_ATTEMPTS));
    } catch (ActivityFailure failure) {
      if (isFinal(failure)) {
        throw failure;
      }
      tell(step, FailureText.of(failure));
      Workflow.setCurrentDetails("Waiting to " + step + ": " + FailureText.of(failure));
    }
    try {
      return call.apply(options(summary, 0));
    } finally {
      // Also when the program fails after all. Whoever stopped it is not told.
      if (!CancellationScope.current().isCancelRequested()) {
        tell(step, null);
      }
      Workflow.setCurrentDetails("");
    }
  }

  private static boolean isFinal(ActivityFailure failure) {
    return failure.getCause() instanceof CanceledFailure
        || failure.getCause() instanceof ApplicationFailure told && told.isNonRetryable();
  }

  private static ActivityOptions options(String summary, int attempts) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
        // Longer trainings are known, but none that still matter after a month.
        .setStartToCloseTimeout(Duration.ofDays(30))
        // A worker that is gone this long is replaced; what it did is found again by the run's id.
        // A stop is heard of within 0.8 of it.
        .setHeartbeatTimeout(Duration.ofSeconds(30))
        // With at most a minute lost when what was away is back.
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(2))
                .setMaximumInterval(Duration.ofMinutes(1))
                .setMaximumAttempts(attempts)
                .build())
        // Whoever stops it does not wait for an engine; the worker hears of it by its heartbeat.
        .setCancellationType(ActivityCancellationType.TRY_CANCEL)
        .setSummary(summary)
        .build();
  }

  private void tell(String step, @Nullable String reason) {
    told++;
    try {
      Workflow.newUntypedExternalWorkflowStub(WorkflowNames.ion(order.ion()))
          .signal(
              IonMessages.EVENT,
              new WaitSignal(
                  "work-waits",
                  order.work() + "/waits/" + told,
                  order.work(),
                  order.node(),
                  step,
                  reason,
                  Instant.ofEpochMilli(Workflow.currentTimeMillis())));
    } catch (SignalExternalWorkflowException | ApplicationFailure e) {
      // The ION was stopped; this work will be, too.
    }
  }

  /** In the shape that the ION's signal {@code event} reads. */
  record WaitSignal(
      String type,
      String id,
      String work,
      String node,
      String step,
      @Nullable String reason,
      Instant since) {}
}
