package dev.ionosphere.api.rollout;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.timeline.Facts;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.TimelineKind;
import jakarta.inject.Singleton;
import java.util.List;

/** Rollouts and their waves, as the timeline tells them. */
@Singleton
final class RolloutProjection implements Projection {

  // Widths of the columns.
  private static final int ID = 245; // A wave's id is longer by its number.
  private static final int NODE = 63;
  private static final int DIGEST = 80;
  private static final int STATE = 20;

  private final Rollouts rollouts;
  private final RolloutWaves waves;
  private final AlertBook alerts;

  RolloutProjection(Rollouts rollouts, RolloutWaves waves, AlertBook alerts) {
    this.rollouts = rollouts;
    this.waves = waves;
    this.alerts = alerts;
  }

  @Override
  public void apply(TimelineRecord record, Facts facts) {
    String id = facts.id("rollout", ID);
    switch (record.kind()) {
      case TimelineKind.ROLLOUT_STARTED -> started(id, record, facts);
      case TimelineKind.ROLLOUT_WAVE -> wave(id, record, facts);
      case TimelineKind.ROLLOUT_FINISHED -> finished(id, record, facts);
      case TimelineKind.ROLLOUT_PAUSED -> rollouts.setState(id, "paused");
      case TimelineKind.ROLLOUT_RESUMED -> rollouts.setState(id, "running");
      default -> {}
    }
  }

  private void started(String id, TimelineRecord record, Facts facts) {
    if (rollouts.existsById(id)) {
      return;
    }
    List<String> devices = facts.texts("devices");
    rollouts.save(
        new Rollout(
            id,
            record.ion(),
            facts.text("node", NODE),
            facts.large("generation"),
            facts.text("digest", DIGEST),
            "running",
            facts.sizes("waves"),
            devices.isEmpty() ? facts.whole("devices") : devices.size(),
            0,
            0,
            0,
            record.occurredAt(),
            null));
  }

  private void wave(String id, TimelineRecord record, Facts facts) {
    int number = facts.whole("wave");
    RolloutWave wave =
        new RolloutWave(
            id + ":" + number,
            id,
            number,
            facts.whole("asked"),
            facts.whole("active"),
            facts.whole("failed"),
            facts.whole("silent"),
            facts.text("verdict", STATE),
            record.occurredAt());
    if (waves.existsById(wave.id())) {
      waves.update(wave);
    } else {
      waves.save(wave);
    }
    List<RolloutWave> all = waves.findByRolloutOrderByWave(id);
    rollouts.tally(
        id,
        all.stream().mapToInt(RolloutWave::active).sum(),
        all.stream().mapToInt(RolloutWave::failed).sum(),
        all.stream().mapToInt(RolloutWave::silent).sum());
  }

  private void finished(String id, TimelineRecord record, Facts facts) {
    String outcome = facts.text("outcome", STATE);
    rollouts.finish(
        id,
        outcome,
        record.occurredAt(),
        facts.whole("active"),
        facts.whole("failed"),
        facts.whole("silent"));
    String node = record.node() == null ? facts.text("node", NODE) : record.node();
    if (outcome.equals("failed")) {
      alerts.raise(
          record.ion(),
          record.node(),
          node,
          "rollout-failed",
          "critical",
          "rollout " + id + " failed: " + facts.text("reason"),
          record.occurredAt());
    } else if (outcome.equals("completed")) {
      alerts.clear(record.ion(), "rollout-failed", node, record.occurredAt());
    }
  }
}
