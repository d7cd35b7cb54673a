package dev.ionosphere.workflows.machine.node.training;

import dev.ionosphere.data.format.FormatFields;
import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.node.Trigger;
import dev.ionosphere.workflows.machine.node.training.TrainingState.LastRun;
import dev.ionosphere.workflows.machine.node.training.TrainingState.LastRun.Outcome;
import dev.ionosphere.workflows.machine.node.training.TrainingState.Run;
import dev.ionosphere.workflows.machine.token.Lineage;
import dev.ionosphere.workflows.machine.token.Payload;
import dev.ionosphere.workflows.machine.token.Provenance;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run from its start to its end, however it ends. */
final class Runs {

  static TrainingState started(
      TrainingNode node,
      TrainingState state,
      Trigger trigger,
      @Nullable String cause,
      @Nullable String trace,
      Scope scope) {
    long number = scope.next();
    String run = scope.ion() + "." + node.name() + "." + number;
    String requester = trigger.actor().text();
    String key =
        scope.record(
            new RunEvent.TrainingStarted(run, trigger.reason(), requester), trigger.actor(), cause);
    scope.receipt(true, "Run " + run + " started");
    return state.running(
        new Run(
            WorkflowNames.work(scope.ion(), node.name(), number),
            number,
            job(node, scope.ion(), run, requester, trace),
            node.attempts(),
            trigger.reason(),
            scope.now(),
            key,
            null));
  }

  static TrainingJob job(
      TrainingNode node, String ion, String run, String requester, @Nullable String trace) {
    return new TrainingJob(
        ion,
        node.name(),
        run,
        node.engine().engine(),
        node.engine().master().orElse(null),
        node.engine().memory().orElse(null),
        node.component(),
        node.arguments(),
        requester,
        trace,
        FormatFields.of(node.format()),
        node.inputs());
  }

  static TrainingState ended(
      TrainingNode node, TrainingState state, String work, WorkEnd end, Scope scope) {
    Run run = state.run();
    if (run == null || !run.work().equals(work)) {
      return state;
    }
    TrainingState after =
        switch (end) {
          case WorkEnd.Done(TrainingResult result) -> finished(node, state, run, result, scope);
          case WorkEnd.Done(Object other) ->
              failed(state, run, "the run gave no model but " + other, scope);
          case WorkEnd.Failed(String reason) -> failed(state, run, reason, scope);
          case WorkEnd.Lost(String reason) -> failed(state, run, reason, scope);
          case WorkEnd.Cancelled(String reason) -> stopped(state, run, Actor.SYSTEM, reason, scope);
        };
    return Fires.caughtUp(node, after, run, scope);
  }

  private static TrainingState finished(
      TrainingNode node, TrainingState state, Run run, TrainingResult result, Scope scope) {
    String id = run.job().run();
    String key =
        scope.record(
            new RunEvent.TrainingFinished(
                id,
                result.model().digest(),
                result.model().signature(),
                result.model().keyId(),
                result.model().bytes(),
                result.metrics(),
                result.evidence()),
            Actor.SYSTEM,
            run.cause());
    scope.begin(
        new Payload.Model(result.model(), id, result.metrics(), result.evidence()),
        new Lineage(node.name(), run.number()),
        Provenance.of(node.name(), run.job().requester()),
        key,
        run.job().trace());
    scope.over(EventName.FAILED);
    return state.ended(new LastRun(id, Outcome.FINISHED, null), 1);
  }

  private static TrainingState failed(TrainingState state, Run run, String error, Scope scope) {
    String id = run.job().run();
    String key = scope.record(new RunEvent.TrainingFailed(id, error), Actor.SYSTEM, run.cause());
    scope.tell(EventName.FAILED, key, run.job().trace());
    return state.ended(new LastRun(id, Outcome.FAILED, error), 0);
  }

  static TrainingState stopped(TrainingState state, Run run, Actor actor, String why, Scope scope) {
    String id = run.job().run();
    scope.record(new RunEvent.TrainingStopped(id, why), actor, run.cause());
    return state.ended(new LastRun(id, Outcome.STOPPED, why), 0);
  }

  static TrainingState waits(
      TrainingState state, String work, Optional<WorkWait> wait, Scope scope) {
    Run run = state.run();
    if (run == null || !run.work().equals(work)) {
      return state;
    }
    WorkWait before = run.waiting();
    wait.ifPresentOrElse(
        now -> {
          if (before == null) {
            scope.record(
                new RunEvent.WorkWaiting(run.job().run(), now.step(), now.reason()),
                Actor.SYSTEM,
                run.cause());
          }
        },
        () -> {
          if (before != null) {
            scope.record(
                new RunEvent.WorkResumed(run.job().run(), before.step()),
                Actor.SYSTEM,
                run.cause());
          }
        });
    return state.running(run.waiting(wait.orElse(null)));
  }

  private Runs() {}
}
