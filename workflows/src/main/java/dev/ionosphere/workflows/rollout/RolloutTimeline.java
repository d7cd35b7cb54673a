package dev.ionosphere.workflows.rollout;

import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.RolloutEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineOutbox;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rollout puts on the timeline. */
final class RolloutTimeline {

  private final RolloutInput rollout;
  private final String run;
  private final TimelineOutbox outbox;
  private int pauses;
  private String cause;

  /**
   * @param run the workflow's original run: one that is started again under its id is another
   *     story, one that is reset is the same
   */
  RolloutTimeline(RolloutInput rollout, String run, TimelineOutbox outbox) {
    this.rollout = rollout;
    this.run = run;
    this.outbox = outbox;
    cause = rollout.cause();
  }

  void started(Instant now, List<Integer> waves, int devices) {
    cause =
        append(
            now,
            "started",
            Actor.SYSTEM,
            new RolloutEvent.RolloutStarted(
                rollout.rollout(),
                rollout.node(),
                rollout.generation(),
                rollout.model().digest(),
                waves,
                devices));
  }

  void wave(Instant now, int wave, Tally tally, WaveGate.Verdict verdict) {
    append(
        now,
        "wave/" + wave,
        Actor.SYSTEM,
        new RolloutEvent.RolloutWave(
            rollout.rollout(),
            wave,
            tally.asked(),
            tally.active(),
            tally.failed(),
            tally.silent(),
            switch (verdict) {
              case WaveGate.Verdict.Passed passed -> "passed";
              case WaveGate.Verdict.Failed failed -> "failed";
            },
            switch (verdict) {
              case WaveGate.Verdict.Passed passed -> null;
              case WaveGate.Verdict.Failed failed -> failed.reason();
            }));
  }

  void paused(Instant now, RolloutCommand command) {
    pauses++;
    append(
        now,
        "paused/" + pauses,
        Actor.of(command.actor()),
        new RolloutEvent.RolloutPaused(rollout.rollout(), storable(command.reason())));
  }

  void resumed(Instant now, RolloutCommand command) {
    append(
        now,
        "resumed/" + pauses,
        Actor.of(command.actor()),
        new RolloutEvent.RolloutResumed(rollout.rollout(), storable(command.reason())));
  }

  void finished(
      Instant now, RolloutStatus outcome, Tally tally, String actor, @Nullable String reason) {
    append(
        now,
        "finished",
        Actor.of(actor),
        new RolloutEvent.RolloutFinished(
            rollout.rollout(),
            outcome.text(),
            tally.active(),
            tally.failed(),
            tally.silent(),
            storable(reason)));
  }

  private static @Nullable String storable(@Nullable String reason) {
    return reason == null ? null : Storable.reason(reason);
  }

  private String append(Instant now, String what, Actor actor, RolloutEvent event) {
    String key = run + "/" + what;
    outbox.append(new TimelineEntry(key, now, actor, rollout.node(), cause, event));
    return key;
  }
}
