package dev.ionosphere.api.dashboard.device;

import dev.ionosphere.api.dashboard.alert.AlertTable;
import dev.ionosphere.api.dashboard.chart.Chart;
import dev.ionosphere.api.device.DeviceActivation;
import dev.ionosphere.api.device.DeviceRecord;
import dev.ionosphere.api.health.Anomaly;
import dev.ionosphere.api.health.DeviceHealth;
import dev.ionosphere.api.health.HealthTrack;
import dev.ionosphere.api.health.SharedTroubles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One device.
 *
 * @param alerts newest of the open ones about it
 * @param shared what is wrong with it and told of its nodes
 * @param ran what it ran, newest first
 * @param totals what it has scored, by model
 * @param sources how the source of each node stood, by model, newest first
 * @param curve share of anomalies in its newest windows, null before the first
 * @param anomalies newest first
 * @param records what was done about it, newest first
 */
public record DevicePage(
    DeviceRow row,
    AlertTable alerts,
    List<SharedTroubles.Shared> shared,
    List<DeviceActivation> ran,
    List<DeviceHealth> totals,
    List<HealthTrack> sources,
    @Nullable Chart curve,
    List<Anomaly> anomalies,
    List<DeviceRecord> records) {
  public DevicePage {
    shared = List.copyOf(shared);
    ran = List.copyOf(ran);
    totals = List.copyOf(totals);
    sources = List.copyOf(sources);
    anomalies = List.copyOf(anomalies);
    records = List.copyOf(records);
  }
}
