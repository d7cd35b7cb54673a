package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.json.JsonTree;
import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.rollout.RolloutCommand;
import dev.ionosphere.workflows.rollout.RolloutSignal;
import dev.ionosphere.workflows.work.WorkOrder;
import dev.ionosphere.workflows.work.WorkOutcome;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.common.RetryOptions;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How work is started as a child, and what its results mean. */
final class WorkCall {

  /**
   * @param activity that does it; absent: it is a training
   */
  static WorkOrder order(String ion, Work work, @Nullable String activity) {
    return new WorkOrder(
        ion,
        work.node(),
        work.id(),
        activity,
        work.attempts(),
        JsonTree.of(work.input()),
        work.summary());
  }

  static ActivityStub local(Work work) {
    return Workflow.newUntypedLocalActivityStub(
        LocalActivityOptions.newBuilder()
            // It computes, and asks nobody.
            .setStartToCloseTimeout(Duration.ofSeconds(10))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
            .setSummary(work.summary())
            .build());
  }

  static ChildWorkflowStub child(String ion, String type, Work work) {
    ChildWorkflowOptions options =
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId(work.id())
            .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
            // It outlives the runs of its ION.
            .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
            .setStaticSummary(work.summary())
            .setTypedSearchAttributes(
                SearchAttributes.newBuilder().set(IonLaunch.NAME, ion).build())
            .build();
    return Workflow.newUntypedChildWorkflowStub(type, options);
  }

  static WorkEnd end(Work work, @Nullable Object result) {
    Object output = Objects.requireNonNull(result, "work that completed has a result");
    return switch (work.runner()) {
      case Runner.Training training -> outcome(work, output);
      case Runner.Step step -> outcome(work, output);
      case Runner.Rollout rollout -> done(work, output);
      case Runner.Local local -> done(work, output);
    };
  }

  private static WorkEnd done(Work work, Object output) {
    return new WorkEnd.Done(JsonTree.to(work.runner().output(), output));
  }

  private static WorkEnd outcome(Work work, Object output) {
    WorkOutcome outcome = JsonTree.to(WorkOutcome.class, output);
    return switch (outcome.state()) {
      case DONE ->
          new WorkEnd.Done(
              JsonTree.to(work.runner().output(), Objects.requireNonNull(outcome.output())));
      case FAILED -> new WorkEnd.Failed(String.valueOf(outcome.reason()));
      case CANCELLED -> new WorkEnd.Cancelled(String.valueOf(outcome.reason()));
    };
  }

  static WorkEnd gone(Work work, Throwable failure) {
    return failure.getCause() instanceof CanceledFailure
        ? cancelled(work)
        : new WorkEnd.Lost(work.id() + " is gone: " + failure.getCause());
  }

  static WorkEnd cancelled(Work work) {
    return new WorkEnd.Cancelled(work.id() + " was cancelled in Temporal");
  }

  /** An earlier run of the ION started it already. */
  static boolean runsAlready(Throwable failure) {
    return failure instanceof WorkflowExecutionAlreadyStarted
        || failure.getCause() instanceof WorkflowExecutionAlreadyStarted;
  }

  static RolloutCommand command(Work work, RolloutSignal signal, String reason) {
    return new RolloutCommand(work.id() + "/" + signal.text(), "system", reason, null);
  }

  private WorkCall() {}
}
