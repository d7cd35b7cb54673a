package dev.ionosphere.api.health;

import dev.ionosphere.api.ion.IonService;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.model.Pageable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Health and figures of an inference node. */
@Controller("/api/v1/ions/{ion}/nodes/{node}")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NodeHealthController {

  private static final int CURVE = 200;

  private final IonService ions;
  private final NodeHealths healths;
  private final HealthPoints points;
  private final DeviceHealths totals;
  private final FeatureHealth features;
  private final Clock clock;

  NodeHealthController(
      IonService ions,
      NodeHealths healths,
      HealthPoints points,
      DeviceHealths totals,
      FeatureHealth features,
      Clock clock) {
    this.ions = ions;
    this.healths = healths;
    this.points = points;
    this.totals = totals;
    this.features = features;
    this.clock = clock;
  }

  /** The last judgement, every feature against training, and the curve, newest first. */
  @Get("/health")
  Health health(String ion, String node) {
    NodeHealth now = healths.findById(ion + "." + node).orElse(null);
    if (now == null) {
      ions.scores(ion, node); // or it is not found
    }
    return new Health(
        now,
        now == null ? List.of() : features.of(ion, node, now.digest()),
        points.findByIonAndNodeOrderByIdDesc(ion, node, Pageable.from(0, CURVE).withoutTotal()),
        clock.instant());
  }

  /** What each device has scored, by model. */
  @Get("/statistics")
  Statistics statistics(String ion, String node) {
    List<DeviceHealth> devices = totals.findByIonAndNodeOrderByDevice(ion, node);
    if (devices.isEmpty()) {
      ions.scores(ion, node); // or it is not found
    }
    return new Statistics(
        devices.stream().mapToLong(DeviceHealth::rowsScored).sum(),
        devices.stream().mapToLong(DeviceHealth::anomalies).sum(),
        devices.stream()
            .map(total ->
                new DeviceRows(
                    total.device(),
                    total.digest(),
                    total.windows(),
                    total.rowsScored(),
                    total.anomalies(),
                    total.offlineRows(),
                    Json.read(total.predictions(), long[].class),
                    total.firstAt(),
                    total.lastAt()))
            .toList(),
        clock.instant());
  }

  record Health(
      @Nullable NodeHealth judgement,
      List<FeatureHealth.Feature> features,
      List<HealthPoint> history,
      Instant asOf) {}

  record Statistics(long rows, long anomalies, List<DeviceRows> devices, Instant asOf) {}

  /**
   * @param predictions counts by label, in the order of the model's labels
   */
  record DeviceRows(
      String device,
      String digest,
      long windows,
      long rows,
      long anomalies,
      long offlineRows,
      long[] predictions,
      Instant from,
      Instant to) {}
}
