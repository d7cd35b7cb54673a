package dev.ionosphere.workflows.machine.node.training;

import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.spec.schedule.CronSchedule;
import dev.ionosphere.spec.schedule.Missed;
import dev.ionosphere.spec.schedule.NextFire;
import dev.ionosphere.spec.schedule.Schedule;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.node.Trigger;
import dev.ionosphere.workflows.machine.node.training.TrainingState.Run;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.RunEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a training is due, and what becomes of the fires that did not start one. */
final class Fires {

  /** A fire that comes later than this was missed. */
  private static final Duration LATE = Duration.ofMinutes(1);

  static TrainingState due(TrainingNode node, TrainingState state, Alarm alarm, Scope scope) {
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

  /** Fires that came during the run are told once, and do not come any more. */
  static TrainingState caughtUp(TrainingNode node, TrainingState state, Run run, Scope scope) {
    Instant due = state.nextFire();
    if (due == null || due.isAfter(scope.now())) {
      return state;
    }
    String reason = "run " + run.job().run() + " was under way";
    skipped(node, reason, state.lastFire(), scope.now(), due, scope);
    return scheduled(node, state.scheduled(null, scope.now()), scope);
  }

  static TrainingState resumed(TrainingNode node, TrainingState state, Scope scope) {
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

  /** Works out when the node is due next, from its last fire. */
  static TrainingState scheduled(TrainingNode node, TrainingState state, Scope scope) {
    Schedule schedule = node.schedule().orElse(null);
    if (schedule == null) {
      return state.scheduled(null, state.lastFire());
    }
    Instant last = state.lastFire() == null ? scope.now() : state.lastFire();
    return state.scheduled(NextFire.nextFire(schedule, last, scope.now()).orElse(null), last);
  }

  private Fires() {}
}
