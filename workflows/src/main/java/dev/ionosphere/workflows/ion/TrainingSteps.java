package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.spec.schedule.CronSchedule;
import dev.ionosphere.spec.schedule.NextFire;
import dev.ionosphere.spec.schedule.Schedule;
import dev.ionosphere.workflows.ion.NodeState.LastRun;
import dev.ionosphere.workflows.ion.NodeState.LastRun.Outcome;
import dev.ionosphere.workflows.ion.NodeState.Run;
import dev.ionosphere.workflows.model.Candidate;
import dev.ionosphere.workflows.timeline.EntryData;
import dev.ionosphere.workflows.timeline.TimelineKind;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When training starts and what becomes of it. One run a node at a time. */
final class TrainingSteps {

  static final String SCHEDULE = "schedule";
  static final String REQUEST = "request";
  static final String DRIFT = "drift";

  /** A fire that comes later than this was missed. */
  private static final Duration LATE = Duration.ofMinutes(1);

  static void requested(Turn turn, IonEvent.RunRequested event) {
    if (!(turn.ion().nodes().get(event.node()) instanceof TrainingNode node)) {
      turn.receipt(
          false,
          "ION %s has no training node %s; it has %s"
              .formatted(turn.name(), event.node(), trainingNodes(turn.ion())));
      return;
    }
    Run running = turn.training(node.name()).run();
    String obstacle =
        turn.status() == IonStatus.PAUSED
            ? "ION " + turn.name() + " is paused"
            : running != null ? "run " + running.run() + " is under way" : null;
    if (obstacle != null) {
      skip(turn, node, event.actor(), obstacle);
      turn.receipt(false, "%s was not started: %s".formatted(node.name(), obstacle));
      return;
    }
    String run = start(turn, node, REQUEST, event.actor(), null, event.trace());
    turn.receipt(true, "Run " + run + " started");
  }

  static void due(Turn turn, Timer.Fire timer) {
    NodeState.Training state = turn.training(timer.node());
    if (turn.status() != IonStatus.RUNNING
        || !timer.at().equals(state.nextFire())
        || !(turn.ion().nodes().get(timer.node()) instanceof TrainingNode node)) {
      return;
    }
    // Counted from now where the timer came late, so that one run makes up for all that was missed.
    Instant fired = turn.now().isAfter(timer.at()) ? turn.now() : timer.at();
    turn.set(node.name(), state.scheduled(null, fired));
    if (missed(node, timer.at(), turn.now())) {
      skip(turn, node, SCHEDULE, "missed at " + timer.at());
    } else if (state.run() != null) {
      skip(turn, node, SCHEDULE, "run " + state.run().run() + " is under way");
    } else {
      start(turn, node, SCHEDULE, SCHEDULE, null, turn.before().trace());
    }
    schedule(turn, node);
  }

  private static boolean missed(TrainingNode node, Instant due, Instant now) {
    return node.schedule().orElse(null) instanceof CronSchedule cron
        && cron.catchUp() == CronSchedule.CatchUp.NONE
        && now.isAfter(due.plus(LATE));
  }

  /** Starts a node that is not running. */
  static String start(
      Turn turn,
      TrainingNode node,
      String reason,
      String requester,
      @Nullable String cause,
      @Nullable String trace) {
    String run = turn.name() + "." + node.name() + "." + turn.number(node.name());
    String key =
        turn.record(
            TimelineKind.TRAINING_STARTED,
            requester,
            run,
            node.name(),
            cause,
            EntryData.of("run", run).and("reason", reason).and("requester", requester).map());
    Run started = new Run(run, reason, requester, turn.now(), key, trace);
    turn.set(node.name(), turn.training(node.name()).running(started));
    turn.effect(new Effect.StartTraining(job(turn.name(), node, started), node.attempts()));
    return run;
  }

  static TrainingJob job(String ion, TrainingNode node, Run run) {
    return new TrainingJob(
        ion,
        node.name(),
        run.run(),
        node.engine().engine(),
        node.engine().master(),
        node.engine().memory(),
        node.component(),
        node.arguments(),
        run.requester(),
        run.trace());
  }

  static void finished(Turn turn, IonEvent.TrainingFinished event) {
    NodeState.Training state = turn.training(event.node());
    Run run = state.run();
    TrainingResult result = event.result();
    if (run == null || !run.run().equals(result.run())) {
      return;
    }
    turn.set(event.node(), state.ended(new LastRun(run.run(), Outcome.FINISHED, null), 1));
    String key =
        turn.record(
            TimelineKind.TRAINING_FINISHED,
            "system",
            run.run(),
            event.node(),
            run.cause(),
            EntryData.of("run", run.run())
                .and("digest", result.model().digest())
                .and("signature", result.model().signature())
                .and("keyId", result.model().keyId())
                .and("bytes", result.model().bytes())
                .and("metrics", result.metrics())
                .and("evidence", result.evidence())
                .map());
    CandidateSteps.leave(
        turn,
        event.node(),
        new Candidate(
            result.model(),
            event.node(),
            run.run(),
            run.requester(),
            result.evidence(),
            List.of(),
            key,
            run.trace()));
  }

  static void failed(Turn turn, IonEvent.TrainingFailed event) {
    Run run = turn.training(event.node()).run();
    if (run != null && run.run().equals(event.run())) {
      turn.set(
          event.node(),
          turn.training(event.node())
              .ended(new LastRun(run.run(), Outcome.FAILED, event.error()), 0));
      turn.record(
          TimelineKind.TRAINING_FAILED,
          "system",
          run.run(),
          event.node(),
          run.cause(),
          EntryData.of("run", run.run()).and("error", event.error()).map());
    }
  }

  static void stopped(Turn turn, IonEvent.RunStopped event) {
    for (String node : trainingNodes(turn.ion())) {
      Run run = turn.training(node).run();
      if (run != null && run.run().equals(event.run())) {
        cancel(turn, node, event.actor(), "on request");
        turn.receipt(true, "Run %s is stopped".formatted(run.run()));
        return;
      }
    }
    turn.receipt(false, "run %s is not under way".formatted(event.run()));
  }

  /** Stops the node's run, if there is one. */
  static void cancel(Turn turn, String node, String actor, String why) {
    Run run = turn.training(node).run();
    if (run != null) {
      turn.set(node, turn.training(node).ended(new LastRun(run.run(), Outcome.STOPPED, why), 0));
      turn.record(
          TimelineKind.TRAINING_STOPPED,
          actor,
          run.run(),
          node,
          run.cause(),
          EntryData.of("run", run.run()).and("reason", why).map());
      turn.effect(new Effect.CancelTraining(run.run()));
    }
  }

  /** Works out when a node is due next, from its last fire. */
  static void schedule(Turn turn, TrainingNode node) {
    NodeState.Training state = turn.training(node.name());
    Schedule schedule = node.schedule().orElse(null);
    if (schedule == null) {
      turn.set(node.name(), state.scheduled(null, state.lastFire()));
      return;
    }
    Instant last = state.lastFire() == null ? turn.now() : state.lastFire();
    turn.set(
        node.name(),
        state.scheduled(NextFire.nextFire(schedule, last, turn.now()).orElse(null), last));
  }

  private static void skip(Turn turn, TrainingNode node, String actor, String reason) {
    turn.record(
        TimelineKind.RUN_SKIPPED,
        actor,
        node.name(),
        node.name(),
        null,
        EntryData.of("reason", reason).map());
  }

  private static List<String> trainingNodes(Ion ion) {
    return ion.nodes().values().stream()
        .filter(TrainingNode.class::isInstance)
        .map(node -> node.name())
        .toList();
  }

  private TrainingSteps() {}
}
