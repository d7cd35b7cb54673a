package dev.ionosphere.workflows.machine.node.training;

import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.Closing;
import dev.ionosphere.workflows.machine.node.Kind;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.node.Trigger;
import dev.ionosphere.workflows.machine.node.training.TrainingState.LastRun;
import dev.ionosphere.workflows.machine.node.training.TrainingState.LastRun.Outcome;
import dev.ionosphere.workflows.machine.node.training.TrainingState.Run;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.timeline.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When training starts and what becomes of it. One run a node at a time. */
public final class TrainingBehaviour implements NodeBehaviour<TrainingNode, TrainingState> {

  private static final String FIRE = "fire";

  private static final Kind<TrainingNode, TrainingState> KIND =
      Kind.first("training", TrainingNode.class, TrainingState.class);

  @Override
  public Kind<TrainingNode, TrainingState> kind() {
    return KIND;
  }

  @Override
  public TrainingState initial(TrainingNode node, Scope scope) {
    return Fires.scheduled(node, TrainingState.NEW, scope);
  }

  @Override
  public Optional<String> obstacle(TrainingNode node, TrainingState state) {
    return Optional.ofNullable(state.run()).map(run -> "run " + run.job().run() + " is under way");
  }

  @Override
  public TrainingState started(
      TrainingNode node,
      TrainingState state,
      Trigger trigger,
      @Nullable String cause,
      @Nullable String trace,
      Scope scope) {
    return Runs.started(node, state, trigger, cause, trace, scope);
  }

  @Override
  public TrainingState due(TrainingNode node, TrainingState state, Alarm alarm, Scope scope) {
    return Fires.due(node, state, alarm, scope);
  }

  @Override
  public TrainingState ended(
      TrainingNode node, TrainingState state, String work, WorkEnd end, Scope scope) {
    return Runs.ended(node, state, work, end, scope);
  }

  @Override
  public TrainingState waits(
      TrainingNode node, TrainingState state, String work, Optional<WorkWait> wait, Scope scope) {
    return Runs.waits(state, work, wait, scope);
  }

  @Override
  public TrainingState resumed(TrainingNode node, TrainingState state, String cause, Scope scope) {
    return Fires.resumed(node, state, scope);
  }

  @Override
  public TrainingState told(
      TrainingNode node, TrainingState state, NodeCommand command, Scope scope) {
    return switch (command) {
      case NodeCommand.StopRun(Actor actor, String id) -> {
        Run run = state.run();
        if (run == null || !run.job().run().equals(id)) {
          scope.receipt(false, "run %s is not under way".formatted(id));
          yield state;
        }
        scope.receipt(true, "Run %s is stopped".formatted(id));
        yield Fires.caughtUp(
            node, Runs.stopped(state, run, actor, "on request", scope), run, scope);
      }
      case NodeCommand.Decide decide -> refused(node, state, "decision", scope);
      case NodeCommand.SetModel set -> refused(node, state, "model", scope);
      case NodeCommand.Judged judged -> refused(node, state, "judgement", scope);
    };
  }

  @Override
  public TrainingState adapt(
      TrainingNode before, TrainingNode after, TrainingState state, String cause, Scope scope) {
    if (after.schedule().equals(before.schedule())) {
      return state;
    }
    // A new schedule holds from now; it makes up for nothing before.
    return Fires.scheduled(after, state.scheduled(null, null), scope);
  }

  @Override
  public TrainingState close(TrainingNode node, TrainingState state, Closing why, Scope scope) {
    Run run = state.run();
    TrainingState after =
        run == null ? state : Runs.stopped(state, run, why.actor(), why.reason(), scope);
    return after.scheduled(null, after.lastFire());
  }

  @Override
  public Set<Alarm> alarms(TrainingNode node, TrainingState state, boolean paused) {
    Instant next = state.nextFire();
    return next == null || paused || state.run() != null
        ? Set.of()
        : Set.of(new Alarm(node.name(), FIRE, next, "next run of " + node.name()));
  }

  @Override
  public List<Work> work(TrainingNode node, TrainingState state, boolean paused) {
    Run run = state.run();
    return run == null
        ? List.of()
        : List.of(
            new Work(
                run.work(),
                node.name(),
                new Runner.Training(),
                run.job(),
                run.attempts(),
                Work.Mode.RUN,
                "%s on %s for %s"
                    .formatted(run.job().run(), run.job().engine(), run.job().requester())));
  }

  @Override
  public Set<EventName> standing(TrainingState state) {
    return state.run() == null && hasFailed(state) ? Set.of(EventName.FAILED) : Set.of();
  }

  @Override
  public List<PolicyField> policy(TrainingNode node) {
    return List.of();
  }

  @Override
  public NodeView view(TrainingNode node, TrainingState state) {
    Run run = state.run();
    LastRun last = state.last();
    if (run != null) {
      WorkWait wait = run.waiting();
      return NodeView.of(
              KIND.name(),
              wait == null ? NodeStatus.RUNNING : NodeStatus.WAITING_FOR_OUTSIDE,
              wait == null ? run.job().run() : run.job().run() + " is " + wait.text(),
              state.laps())
          .running(run.job().run(), null);
    }
    return NodeView.of(
            KIND.name(),
            hasFailed(state) ? NodeStatus.FAILED : NodeStatus.IDLE,
            last != null && hasFailed(state)
                ? String.valueOf(last.error())
                : state.nextFire() == null ? "" : "next " + state.nextFire(),
            state.laps())
        .running(last == null ? null : last.run(), state.nextFire());
  }

  private static boolean hasFailed(TrainingState state) {
    LastRun last = state.last();
    return last != null && last.outcome() == Outcome.FAILED;
  }
}
