package dev.ionosphere.workflows.work;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.json.JsonTree;
import dev.ionosphere.workflows.training.TrainingJob;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;

/** Runs the story of one piece of work and tells its ION when it is over. */
public final class WorkShell implements WorkWorkflow {

  @Override
  public WorkOutcome run(WorkOrder order) {
    WorkOutcome outcome;
    try {
      outcome = story(order);
    } catch (CanceledFailure cancelled) {
      outcome = new WorkOutcome(WorkOutcome.State.CANCELLED, null, "stopped");
    } catch (TemporalFailure failed) {
      if (!CanceledFailure.class.isInstance(failed.getCause())) {
        throw failed;
      }
      outcome = new WorkOutcome(WorkOutcome.State.CANCELLED, null, "stopped");
    }
    Workflow.newDetachedCancellationScope(() -> tell(order)).run();
    return outcome;
  }

  private static WorkOutcome story(WorkOrder order) {
    return switch (order.runner()) {
      case TRAINING ->
          new TrainingStory(order, JsonTree.to(TrainingJob.class, order.input())).run();
      case ROLLOUT ->
          throw ApplicationFailure.newNonRetryableFailure(
              "A rollout has a workflow type of its own", "wrong-workflow-type");
    };
  }

  /** A run of the ION that did not start this work hears of its end by this alone. */
  private static void tell(WorkOrder order) {
    try {
      Workflow.newUntypedExternalWorkflowStub(WorkflowNames.ion(order.ion()))
          .signal("event", new EndSignal("work-ended", order.work()));
    } catch (SignalExternalWorkflowException | ApplicationFailure e) {
      // The ION was stopped; nobody wants to know.
    }
  }

  /** In the shape that the ION's signal {@code event} reads. */
  record EndSignal(String type, String work) {}
}
