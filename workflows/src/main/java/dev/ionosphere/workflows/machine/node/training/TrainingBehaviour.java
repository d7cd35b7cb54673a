package dev.ionosphere.workflows.machine.node.training;

import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.spec.schedule.CronSchedule;
import dev.ionosphere.spec.schedule.Missed;
import dev.ionosphere.spec.schedule.NextFire;
import dev.ionosphere.spec.schedule.Schedule;
import dev.ionosphere.workflows.WorkflowNames;
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
import dev.ionosphere.workflows.machine.token.Lineage;
import dev.ionosphere.workflows.machine.token.Payload;
import dev.ionosphere.workflows.machine.token.Provenance;
import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When training starts and what becomes of it. One run a node at a time. */
public final class TrainingBehaviour implements NodeBehaviour<TrainingNode, TrainingState> {

  private static final String FIRE = "fire";

  /** A fire that comes later than this was missed. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private static final Kind<TrainingNode, TrainingState> KIND =
      Kind.first("training", TrainingNode.class, TrainingState.class);

  @Override
  public Kind<TrainingNode, TrainingState> kind() {
    return KIND;
  }

  @Override
  public TrainingState initial(TrainingNode node, Scope scope) {
    return scheduled(node, TrainingState.NEW, scope);
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
        node.engine().master(),
        node.engine().memory(),
        node.component(),
        node.arguments(),
        requester,
        trace);
  }

  @Override
  public TrainingState due(TrainingNode node, TrainingState state, Alarm alarm, Scope scope) {
    if (!alarm.at().equals(state.nextFire())) {
      return state;
    }
    // Counted from now where the alarm came late, so that one run makes up for all that was missed.
    Instant fired = scope.now().isAfter(alarm.at()) ? scope.now() : alarm.at();
    if (isMissed(node, alarm.at(), scope.now())) {
      skipped(node, "missed at " + alarm.at(), state.lastFire(), scope.now(), alarm.at(), scope);
    } else {
      madeUpFor(node, state.lastFire(), alarm.at(), scope);
      scope.start(new Trigger.OnSchedule(alarm.at()), null, scope.trace());
    }
    return scheduled(node, state.scheduled(null, fired), scope);
  }

  private static boolean isMissed(TrainingNode node, Instant due, Instant now) {
    return node.schedule().orElse(null) instanceof CronSchedule cron
        && cron.catchUp() == CronSchedule.CatchUp.NONE
        && now.isAfter(due.plus(LATE));
  }

  /** Fires before a late one, which makes up for them. */
  private static void madeUpFor(
      TrainingNode node, @Nullable Instant last, Instant fire, Scope scope) {
    if (node.schedule().orElse(null) instanceof CronSchedule cron && last != null) {
      NextFire.missed(cron, last, fire)
          .ifPresent(missed -> skipped(node, "made up for by the fire of " + fire, missed, scope));
    }
  }

  /**
   * @param last fire before those that are skipped
   * @param until those after it are not skipped
   * @param due one that is skipped in any case
   */
  private static void skipped(
      TrainingNode node,
      String reason,
      @Nullable Instant last,
      Instant until,
      Instant due,
      Scope scope) {
    Missed one = new Missed(1, due, due);
    Missed missed =
        last == null
            ? one
            : node.schedule()
                // A fire of this very instant is skipped as well.
                .flatMap(schedule -> NextFire.missed(schedule, last, until.plusNanos(1)))
                .orElse(one);
    skipped(node, reason, missed, scope);
  }

  private static void skipped(TrainingNode node, String reason, Missed missed, Scope scope) {
    scope.record(
        new RunEvent.RunSkipped(node.name(), reason, missed.count(), missed.first(), missed.last()),
        Actor.SCHEDULE,
        null);
  }

  @Override
  public TrainingState ended(
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
    return caughtUp(node, after, run, scope);
  }

  private TrainingState finished(
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

  private static TrainingState stopped(
      TrainingState state, Run run, Actor actor, String why, Scope scope) {
    String id = run.job().run();
    scope.record(new RunEvent.TrainingStopped(id, why), actor, run.cause());
    return state.ended(new LastRun(id, Outcome.STOPPED, why), 0);
  }

  /** Fires that came during the run are told once, and do not come any more. */
  private static TrainingState caughtUp(
      TrainingNode node, TrainingState state, Run run, Scope scope) {
    Instant due = state.nextFire();
    if (due == null || due.isAfter(scope.now())) {
      return state;
    }
    String reason = "run " + run.job().run() + " was under way";
    skipped(node, reason, state.lastFire(), scope.now(), due, scope);
    return scheduled(node, state.scheduled(null, scope.now()), scope);
  }

  @Override
  public TrainingState waits(
      TrainingNode node, TrainingState state, String work, Optional<WorkWait> wait, Scope scope) {
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
        yield caughtUp(node, stopped(state, run, actor, "on request", scope), run, scope);
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
    return scheduled(after, state.scheduled(null, null), scope);
  }

  @Override
  public TrainingState resumed(TrainingNode node, TrainingState state, String cause, Scope scope) {
    Instant due = state.nextFire();
    if (state.run() != null || due == null) {
      return state;
    }
    if (isMissed(node, due, scope.now())) {
      skipped(node, "missed in a pause", state.lastFire(), scope.now(), due, scope);
      return scheduled(node, state.scheduled(null, scope.now()), scope);
    }
    return scheduled(node, state, scope);
  }

  @Override
  public TrainingState close(TrainingNode node, TrainingState state, Closing why, Scope scope) {
    Run run = state.run();
    TrainingState after =
        run == null ? state : stopped(state, run, why.actor(), why.reason(), scope);
    return after.scheduled(null, after.lastFire());
  }

  /** Works out when the node is due next, from its last fire. */
  private static TrainingState scheduled(TrainingNode node, TrainingState state, Scope scope) {
    Schedule schedule = node.schedule().orElse(null);
    if (schedule == null) {
      return state.scheduled(null, state.lastFire());
    }
    Instant last = state.lastFire() == null ? scope.now() : state.lastFire();
    return state.scheduled(NextFire.nextFire(schedule, last, scope.now()).orElse(null), last);
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
                Runner.TRAINING,
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
