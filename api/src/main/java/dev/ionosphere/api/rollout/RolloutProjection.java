package dev.ionosphere.api.rollout;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.RolloutEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineEvent;
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
  public void apply(TimelineRecord record, TimelineEvent event) {
    if (!(event instanceof RolloutEvent told)) {
      return;
    }
    String id = ColumnLimits.id(told.rollout(), ID);
    switch (told) {
      case RolloutEvent.RolloutStarted started -> started(id, record, started);
      case RolloutEvent.RolloutWave wave -> wave(id, record, wave);
      case RolloutEvent.RolloutFinished finished -> finished(id, record, finished);
      case RolloutEvent.RolloutPaused paused -> rollouts.setState(id, "paused");
      case RolloutEvent.RolloutResumed resumed -> rollouts.setState(id, "running");
      case RolloutEvent.DeviceApplied applied -> {}
    }
  }

  private void started(String id, TimelineRecord record, RolloutEvent.RolloutStarted event) {
    if (rollouts.existsById(id)) {
      return;
    }
    rollouts.save(
        new Rollout(
            id,
            record.ion(),
            Storable.text(event.node(), NODE),
            event.generation(),
            Storable.text(event.digest(), DIGEST),
            "running",
            event.waves(),
            event.devices(),
            0,
            0,
            0,
            record.occurredAt(),
            null));
  }

  private void wave(String id, TimelineRecord record, RolloutEvent.RolloutWave event) {
    RolloutWave wave =
        new RolloutWave(
            id + ":" + event.wave(),
            id,
            event.wave(),
            event.asked(),
            event.active(),
            event.failed(),
            event.silent(),
            Storable.text(event.verdict(), STATE),
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

  private void finished(String id, TimelineRecord record, RolloutEvent.RolloutFinished event) {
    String outcome = Storable.text(event.outcome(), STATE);
    rollouts.finish(
        id, outcome, record.occurredAt(), event.active(), event.failed(), event.silent());
    String node = record.node() == null ? "" : record.node();
    if (outcome.equals("failed")) {
      alerts.raise(
          record.ion(),
          record.node(),
          node,
          "rollout-failed",
          "critical",
          "rollout " + id + " failed: " + event.reason(),
          record.occurredAt());
    } else if (outcome.equals("completed")) {
      alerts.clear(record.ion(), "rollout-failed", node, record.occurredAt());
    }
  }
}
