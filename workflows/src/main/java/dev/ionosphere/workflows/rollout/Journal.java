package dev.ionosphere.workflows.rollout;

import dev.ionosphere.workflows.timeline.Ledger;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Map<String, Object> data = facts();
    data.put("node", rollout.node());
    data.put("generation", rollout.generation());
    data.put("digest", rollout.model().digest());
    data.put("waves", waves);
    data.put("devices", devices);
    cause = append(now, TimelineKind.ROLLOUT_STARTED, "system", data);
  }

  void wave(Instant now, int wave, Tally tally, WaveGate.Verdict verdict) {
    Map<String, Object> data = facts();
    data.put("wave", wave);
    data.put("asked", tally.asked());
    count(data, tally);
    switch (verdict) {
      case WaveGate.Verdict.Passed passed -> data.put("verdict", "passed");
      case WaveGate.Verdict.Failed failed -> {
        data.put("verdict", "failed");
        data.put("reason", failed.reason());
      }
    }
    append(now, TimelineKind.ROLLOUT_WAVE, "system", data);
  }

  void paused(Instant now, RolloutCommand command) {
    Map<String, Object> data = facts();
    reason(data, command.reason());
    append(now, TimelineKind.ROLLOUT_PAUSED, command.actor(), data);
  }

  void resumed(Instant now, RolloutCommand command) {
    Map<String, Object> data = facts();
    reason(data, command.reason());
    append(now, TimelineKind.ROLLOUT_RESUMED, command.actor(), data);
  }

  void finished(
      Instant now, RolloutStatus outcome, Tally tally, String actor, @Nullable String reason) {
    Map<String, Object> data = facts();
    data.put("outcome", outcome.text());
    count(data, tally);
    reason(data, reason);
    append(now, TimelineKind.ROLLOUT_FINISHED, actor, data);
  }

  private Map<String, Object> facts() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("rollout", rollout.rollout());
    return data;
  }

  private static void reason(Map<String, Object> data, @Nullable String reason) {
    if (reason != null) {
      data.put("reason", Storable.reason(reason));
    }
  }

  private static void count(Map<String, Object> data, Tally tally) {
    data.put("active", tally.active());
    data.put("failed", tally.failed());
    data.put("silent", tally.silent());
  }

  private String append(Instant now, String kind, String actor, Map<String, Object> data) {
    entries++;
    String key = run + "-" + entries;
    ledger.append(
        new TimelineEntry(key, now, kind, actor, rollout.rollout(), rollout.node(), cause, data));
    return key;
  }
}
