package dev.ionosphere.api.device;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.timeline.Facts;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.TimelineKind;
import jakarta.inject.Singleton;
import java.util.List;
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
  public void apply(TimelineRecord record, Facts facts) {
    if (!record.kind().equals(TimelineKind.DEVICE_APPLIED)) {
      return;
    }
    String device = facts.text("device", NAME);
    String node = facts.text("node", NAME);
    long generation = facts.large("generation");
    DeviceStatus status =
        DeviceStatus.of(facts.text("status").toLowerCase(Locale.ROOT)).orElse(DeviceStatus.FAILED);
    if (device.isEmpty() || node.isEmpty()) {
      return;
    }
    if (status == DeviceStatus.SILENT) {
      states.silent(
          device,
          record.ion(),
          node,
          generation,
          facts.text("digest", DIGEST),
          facts.text("reason"),
          record.occurredAt());
      return;
    }
    boolean active = status == DeviceStatus.ACTIVE;
    if (active) {
      for (String kind : List.of("device-refused", "device-fell-back", "device-model-lost")) {
        alerts.clear(record.ion(), kind, device, record.occurredAt());
      }
    }
    states.answered(
        new DeviceStates.Report(
            device,
            record.ion(),
            node,
            generation,
            facts.optional("digest", DIGEST),
            active ? DeviceStatus.ACTIVE : DeviceStatus.FAILED,
            facts.text("reason"),
            record.occurredAt()));
  }
}
