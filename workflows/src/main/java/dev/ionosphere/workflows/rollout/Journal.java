package dev.ionosphere.workflows.rollout;

import dev.ionosphere.workflows.timeline.EntryData;
import dev.ionosphere.workflows.timeline.Ledger;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rollout puts on the timeline. */
final class Journal {

  private final RolloutInput rollout;
  private final String run;
  private final Ledger ledger;
  private int entries;
  private String cause;

  /**
   * @param run of the rollout's workflow: one that is started again under its id is another story
   */
  Journal(RolloutInput rollout, String run, Ledger ledger) {
    this.rollout = rollout;
    this.run = run;
    this.ledger = ledger;
    cause = rollout.cause();
  }

  void started(Instant now, List<Integer> waves, int devices) {
    EntryData data =
        about()
            .and("node", rollout.node())
            .and("generation", rollout.generation())
            .and("digest", rollout.model().digest())
            .and("waves", waves)
            .and("devices", devices);
    cause = append(now, TimelineKind.ROLLOUT_STARTED, "system", data);
  }

  void wave(Instant now, int wave, Tally tally, WaveGate.Verdict verdict) {
    EntryData data = count(about().and("wave", wave).and("asked", tally.asked()), tally);
    switch (verdict) {
      case WaveGate.Verdict.Passed passed -> data.and("verdict", "passed");
      case WaveGate.Verdict.Failed failed ->
          data.and("verdict", "failed").and("reason", failed.reason());
    }
    append(now, TimelineKind.ROLLOUT_WAVE, "system", data);
  }

  void paused(Instant now, RolloutCommand command) {
    EntryData data = about().and("reason", storable(command.reason()));
    append(now, TimelineKind.ROLLOUT_PAUSED, command.actor(), data);
  }

  void resumed(Instant now, RolloutCommand command) {
    EntryData data = about().and("reason", storable(command.reason()));
    append(now, TimelineKind.ROLLOUT_RESUMED, command.actor(), data);
  }

  void finished(
      Instant now, RolloutStatus outcome, Tally tally, String actor, @Nullable String reason) {
    EntryData data =
        count(about().and("outcome", outcome.text()), tally).and("reason", storable(reason));
    append(now, TimelineKind.ROLLOUT_FINISHED, actor, data);
  }

  private EntryData about() {
    return EntryData.of("rollout", rollout.rollout());
  }

  private static @Nullable String storable(@Nullable String reason) {
    return reason == null ? null : Storable.reason(reason);
  }

  private static EntryData count(EntryData data, Tally tally) {
    return data.and("active", tally.active())
        .and("failed", tally.failed())
        .and("silent", tally.silent());
  }

  private String append(Instant now, String kind, String actor, EntryData data) {
    entries++;
    String key = run + "-" + entries;
    ledger.append(
        new TimelineEntry(
            key, now, kind, actor, rollout.rollout(), rollout.node(), cause, data.map()));
    return key;
  }
}
