package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.ion.IonEvent.RolloutReported;
import dev.ionosphere.workflows.ion.IonEvent.TimerDue;
import dev.ionosphere.workflows.ion.IonEvent.TrainingFailed;
import dev.ionosphere.workflows.ion.IonEvent.TrainingFinished;
import dev.ionosphere.workflows.rollout.RolloutCommand;
import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.RolloutWorkflow;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.timeline.Ledger;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Does what the machine wants done, and leaves what comes of it in the inbox. */
final class Hands {

  private final Inbox inbox;
  private final Ledger ledger;
  private final Map<String, CancellationScope> runs = new LinkedHashMap<>();
  private final Map<Timer, CancellationScope> timers = new LinkedHashMap<>();

  /** Children being started and signals being sent; they are lost if the run ends before. */
  private int pending;

  Hands(Inbox inbox, Ledger ledger) {
    this.inbox = inbox;
    this.ledger = ledger;
  }

  /** Whether nothing is half sent. */
  boolean settled() {
    return pending == 0;
  }

  /** Whether no activity would have to be taken up again by a new run. */
  boolean idle() {
    return settled() && runs.isEmpty();
  }

  void perform(Effect effect) {
    switch (effect) {
      case Effect.Record record -> ledger.append(record.entry());
      case Effect.StartTraining start -> train(start);
      case Effect.CancelTraining cancel -> {
        CancellationScope scope = runs.remove(cancel.run());
        if (scope != null) {
          scope.cancel("stopped");
        }
      }
      case Effect.StartRollout start -> roll(start.input());
      case Effect.TellRollout tell -> tell(tell);
      case Effect.ArmTimer arm -> arm(arm.timer());
      case Effect.DisarmTimer disarm -> {
        CancellationScope scope = timers.remove(disarm.timer());
        if (scope != null) {
          scope.cancel();
        }
      }
      case Effect.Finish finish -> {
        // The loop ends by the state.
      }
    }
  }

  private void train(Effect.StartTraining start) {
    TrainingJob job = start.job();
    CancellationScope scope =
        Workflow.newCancellationScope(() ->
            Async.function(TrainingCall::train, job, start.attempts())
                .handle((result, failure) -> {
                  runs.remove(job.run());
                  return inbox.put(outcome(job, result, failure));
                }));
    runs.put(job.run(), scope);
    scope.run();
  }

  private static IonEvent outcome(
      TrainingJob job, TrainingResult result, RuntimeException failure) {
    return failure == null
        ? new TrainingFinished(job.run(), job.node(), result)
        : new TrainingFailed(job.run(), job.node(), job.run(), TrainingCall.reason(failure));
  }

  private void roll(RolloutInput input) {
    RolloutWorkflow child =
        Workflow.newChildWorkflowStub(RolloutWorkflow.class, RolloutCall.options(input));
    Promise<RolloutReport> result = Async.function(child::roll, input);
    pending++;
    Promise<WorkflowExecution> started = Workflow.getWorkflowExecution(child);
    started.handle((execution, failure) -> {
      pending--;
      return execution;
    });
    result.handle((report, failure) -> {
      // It reports by signal; only one that was terminated or failed cannot.
      if (failure instanceof ChildWorkflowFailure && !RolloutCall.runsAlready(failure)) {
        RolloutReport lost =
            new RolloutReport(
                input.rollout(),
                input.node(),
                input.generation(),
                RolloutStatus.ABORTED,
                Tally.NONE,
                false);
        inbox.put(new RolloutReported(input.rollout() + "/lost", lost));
      }
      return report;
    });
  }

  private void tell(Effect.TellRollout tell) {
    pending++;
    RolloutCommand command = new RolloutCommand(tell.id(), "system", tell.reason(), null);
    Async.procedure(() ->
            Workflow.newUntypedExternalWorkflowStub(tell.rollout())
                .signal(tell.word().signal(), command))
        .handle((done, failure) -> {
          // Whether or not it failed: a rollout that has ended need not be told.
          pending--;
          return done;
        });
  }

  private void arm(Timer timer) {
    Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    Duration wait = Duration.between(now, timer.at());
    CancellationScope scope =
        Workflow.newCancellationScope(() ->
            Workflow.newTimer(
                    wait.isNegative() ? Duration.ZERO : wait,
                    TimerOptions.newBuilder().setSummary(timer.summary()).build())
                .handle((due, cancelled) -> {
                  if (cancelled == null) {
                    timers.remove(timer);
                    inbox.put(new TimerDue(timer.summary(), timer));
                  }
                  return due;
                }));
    timers.put(timer, scope);
    scope.run();
  }
}
