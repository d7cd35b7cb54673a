package dev.ionosphere.workflows.work;

import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;

/** One activity, until it succeeds or fails for good. */
final class StepStory {

  private final WorkOrder order;
  private final String activity;

  StepStory(WorkOrder order, String activity) {
    this.order = order;
    this.activity = activity;
  }

  WorkOutcome run() {
    try {
      Object output =
          new Patience(order)
              .until(
                  activity,
                  order.summary(),
                  options ->
                      Workflow.newUntypedActivityStub(options)
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
