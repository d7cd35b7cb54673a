package dev.ionosphere.api.health;

import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.model.Pageable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** Rows that devices found to be unlike training. */
@Controller("/api/v1/devices/{device}/anomalies")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AnomalyController {

  private static final int MOST = 1_000;

  private final Anomalies anomalies;
  private final DeviceHealths totals;

  AnomalyController(Anomalies anomalies, DeviceHealths totals) {
    this.anomalies = anomalies;
    this.totals = totals;
  }

  /** Newest first, with the device's totals; {@code next} is the cursor of the following page. */
  @Get
  Page list(
      String device,
      @Nullable @QueryValue Long cursor,
      @QueryValue(defaultValue = "200") int limit) {
    int size = Math.clamp(limit, 1, MOST);
    List<Anomaly> found =
        anomalies.findByDeviceAndIdLessThanOrderByIdDesc(
            device,
            cursor == null ? Long.MAX_VALUE : cursor,
            Pageable.from(0, size).withoutTotal());
    return new Page(
        found,
        found.size() < size ? null : found.getLast().id(),
        totals.findByDeviceOrderByLastAtDesc(device).stream().map(Total::of).toList());
  }

  record Page(List<Anomaly> items, @Nullable Long next, List<Total> totals) {}

  /** Rows and anomalies of one model on the device. */
  record Total(
      String ion,
      String node,
      String digest,
      long windows,
      long rows,
      long anomalies,
      long offlineRows) {

    static Total of(DeviceHealth health) {
      return new Total(
          health.ion(),
          health.node(),
          health.digest(),
          health.windows(),
          health.rowsScored(),
          health.anomalies(),
          health.offlineRows());
    }
  }
}
