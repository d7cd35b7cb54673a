package dev.ionosphere.workflows.work;

import dev.ionosphere.workflows.json.JsonTree;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.watch.EndSignal;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;

/** Runs the story of one piece of work and tells its ION when it is over. */
public final class WorkShell implements WorkWorkflow {

  private boolean watched;

  @Override
  public void watch() {
    watched = true;
  }

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
    if (watched) {
      Workflow.newDetachedCancellationScope(() -> EndSignal.send(order.ion(), order.work())).run();
    }
    return outcome;
  }

  private static WorkOutcome story(WorkOrder order) {
    String activity = order.activity();
    return activity == null
        ? new TrainingStory(order, JsonTree.to(TrainingJob.class, order.input())).run()
        : new StepStory(order, activity).run();
  }
}
