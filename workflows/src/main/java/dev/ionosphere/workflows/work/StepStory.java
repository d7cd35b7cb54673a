package dev.ionosphere.workflows.work;

import io.temporal.activity.ActivityOptions;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** One activity, until it succeeds or fails for good. */
final class StepStory {

  /** Of one attempt. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final WorkOrder order;
  private final String activity;

  StepStory(WorkOrder order, String activity) {
    this.order = order;
    this.activity = activity;
  }

  /** It does not tell how far it is. */
  private static ActivityOptions unheard(ActivityOptions options) {
    return ActivityOptions.newBuilder(options)
        .setStartToCloseTimeout(LONGEST)
        .setHeartbeatTimeout(null)
        .build();
  }

  WorkOutcome run() {
    try {
      Object output =
          new Patience(order)
              .until(
                  activity,
                  order.summary(),
                  options ->
                      Workflow.newUntypedActivityStub(unheard(options))
                          .execute(activity, Object.class, order.input()));
      return new WorkOutcome(WorkOutcome.State.DONE, output, null);
    } catch (TemporalFailure failure) {
      if (failure instanceof CanceledFailure || failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      return new WorkOutcome(WorkOutcome.State.FAILED, null, FailureText.of(failure));
    }
  }
}
