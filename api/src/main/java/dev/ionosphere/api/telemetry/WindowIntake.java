package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.health.Anomalies;
import dev.ionosphere.api.health.Anomaly;
import dev.ionosphere.api.health.Counts;
import dev.ionosphere.api.health.DeviceHealth;
import dev.ionosphere.api.health.DeviceHealths;
import dev.ionosphere.api.health.HealthWindows;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.device.Telemetry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Keeps windows, their anomalies and the device's totals. Callers bring the transaction. */
@Singleton
final class WindowIntake {

  private final HealthWindows windows;
  private final DeviceHealths totals;
  private final Anomalies anomalies;

  WindowIntake(HealthWindows windows, DeviceHealths totals, Anomalies anomalies) {
    this.windows = windows;
    this.totals = totals;
    this.anomalies = anomalies;
  }

  /** False if the very same window was counted before. */
  boolean add(String device, long incarnation, Telemetry.Window window, Instant now) {
    int added =
        windows.add(
            device,
            window.ion(),
            window.node(),
            window.digest(),
            window.generation(),
            window.sequence(),
            window.from(),
            window.to(),
            window.rows(),
            window.firstRow(),
            window.anomalies().size(),
            window.histograms(),
            Json.canonical(window.predictions()),
            window.offline(),
            now,
            incarnation,
            Sha256.hex(Json.canonical(window)));
    if (added == 0) {
      return false;
    }
    anomalies.saveAll(
        window.anomalies().stream()
            .map(anomaly ->
                new Anomaly(
                    null,
                    device,
                    window.ion(),
                    window.node(),
                    window.digest(),
                    anomaly.row(),
                    anomaly.score(),
                    anomaly.label(),
                    window.to()))
            .toList());
    total(device, window);
    return true;
  }

  private void total(String device, Telemetry.Window window) {
    String id = String.join(":", device, window.ion(), window.node(), window.digest());
    Optional<DeviceHealth> before = totals.findById(id);
    long offline = window.offline() ? window.rows() : 0;
    if (before.isEmpty()) {
      totals.save(
          new DeviceHealth(
              id,
              device,
              window.ion(),
              window.node(),
              window.digest(),
              1,
              window.rows(),
              window.anomalies().size(),
              offline,
              window.histograms(),
              Json.canonical(window.predictions()),
              window.from(),
              window.to()));
      return;
    }
    DeviceHealth old = before.get();
    totals.update(
        new DeviceHealth(
            id,
            device,
            old.ion(),
            old.node(),
            old.digest(),
            old.windows() + 1,
            Counts.plus(old.rowsScored(), window.rows()),
            old.anomalies() + window.anomalies().size(),
            Counts.plus(old.offlineRows(), offline),
            Counts.merged(old.histograms(), window.histograms()),
            Json.canonical(
                Counts.sum(Json.read(old.predictions(), long[].class), window.predictions())),
            old.firstAt().isBefore(window.from()) ? old.firstAt() : window.from(),
            old.lastAt().isAfter(window.to()) ? old.lastAt() : window.to()));
  }
}
