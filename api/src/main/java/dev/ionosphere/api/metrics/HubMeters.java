package dev.ionosphere.api.metrics;

import dev.ionosphere.api.alert.Alerts;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.device.DeviceStatus;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.api.rollout.Rollouts;
import dev.ionosphere.api.training.TrainingRuns;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** What waits, runs and is wrong, counted in the database when somebody asks. */
@Singleton
final class HubMeters implements ApplicationEventListener<StartupEvent> {

  private final MeterRegistry registry;
  private final Approvals approvals;
  private final TrainingRuns runs;
  private final Rollouts rollouts;
  private final Devices devices;
  private final DeviceModels models;
  private final Alerts alerts;

  HubMeters(
      MeterRegistry registry,
      Approvals approvals,
      TrainingRuns runs,
      Rollouts rollouts,
      Devices devices,
      DeviceModels models,
      Alerts alerts) {
    this.registry = registry;
    this.approvals = approvals;
    this.runs = runs;
    this.rollouts = rollouts;
    this.devices = devices;
    this.models = models;
    this.alerts = alerts;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    gauge("approvals.pending", "approvals that wait", () -> approvals.countByState("pending"));
    gauge("training.running", "training runs under way", () -> runs.countByState("running"));
    gauge("rollouts.running", "rollouts under way", () -> rollouts.countByState("running"));
    gauge("devices.enrolled", "devices enrolled and not revoked", devices::countByRevokedAtIsNull);
    gauge(
        "devices.silent",
        "devices that do not answer",
        () -> models.countByStatus(DeviceStatus.SILENT));
    gauge(
        "devices.failed", "devices that refused", () -> models.countByStatus(DeviceStatus.FAILED));
    gauge("devices.spooled", "records devices still keep", devices::spooled);
    gauge("alerts.open", "alerts that are not over", alerts::countByClearedAtIsNull);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder("ionosphere." + name, value).description(description).register(registry);
  }
}
