package dev.ionosphere.api.device;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.RolloutEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What devices answered to rollouts, as the timeline tells it. */
@Singleton
final class DeviceProjection implements Projection {

  // Widths of the columns.
  private static final int NAME = 63;
  private static final int DIGEST = 80;

  private final DeviceStates states;
  private final AlertBook alerts;

  DeviceProjection(DeviceStates states, AlertBook alerts) {
    this.states = states;
    this.alerts = alerts;
  }

  @Override
  public void apply(TimelineRecord record, TimelineEvent event) {
    if (!(event instanceof RolloutEvent.DeviceApplied applied)) {
      return;
    }
    String device = Storable.text(applied.device(), NAME);
    String node = Storable.text(applied.node(), NAME);
    String digest = Storable.text(applied.digest(), DIGEST);
    DeviceStatus status =
        DeviceStatus.of(applied.status().toLowerCase(Locale.ROOT)).orElse(DeviceStatus.FAILED);
    if (device.isEmpty() || node.isEmpty()) {
      return;
    }
    if (status == DeviceStatus.SILENT) {
      states.silent(
          device,
          record.ion(),
          node,
          applied.generation(),
          digest,
          applied.reason(),
          record.occurredAt());
      return;
    }
    boolean active = status == DeviceStatus.ACTIVE;
    if (active) {
      for (String kind : DeviceStates.OF_MODELS) {
        alerts.clear(record.ion(), node, kind, device, record.occurredAt());
      }
    }
    states.answered(
        new DeviceStates.Report(
            device,
            record.ion(),
            node,
            applied.generation(),
            digest,
            active ? DeviceStatus.ACTIVE : DeviceStatus.FAILED,
            applied.reason(),
            record.occurredAt()));
  }
}
