package dev.ionosphere.api.health;

import dev.ionosphere.api.ion.IonService;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.model.Pageable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Health and figures of an inference node. */
@Controller("/api/v1/ions/{ion}/nodes/{node}")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NodeHealthController {

  private static final int CURVE = 200;
  private static final int MOST_DEVICES = 1_000;

  private final IonService ions;
  private final RunningModels running;
  private final HealthTracks tracks;
  private final HealthPoints points;
  private final DeviceHealths totals;
  private final FeatureHealth features;
  private final Clock clock;

  NodeHealthController(
      IonService ions,
      RunningModels running,
      HealthTracks tracks,
      HealthPoints points,
      DeviceHealths totals,
      FeatureHealth features,
      Clock clock) {
    this.ions = ions;
    this.running = running;
    this.tracks = tracks;
    this.points = points;
    this.totals = totals;
    this.features = features;
    this.clock = clock;
  }

  /**
   * The last judgement of the newest release, or of another model that a device runs; the rows that
   * were judged, feature by feature against training; every signal, of the node and of its devices;
   * and the curve of that model, newest first.
   *
   * @param digest of another model than the newest release
   */
  @Get("/health")
  Health health(String ion, String node, @QueryValue(defaultValue = "") String digest) {
    List<NodeHealth> judged = running.judgements(ion, node);
    if (judged.isEmpty()) {
      ions.scores(ion, node); // or it is not found
    }
    String model = running.meant(ion, node, digest, judged);
    NodeHealth now =
        judged.stream().filter(health -> health.digest().equals(model)).findFirst().orElse(null);
    return new Health(
        now == null ? null : Judged.of(now),
        ModelHealth.lines(now),
        ModelHealth.devices(tracks.ofModel(ion, node, model, MOST_DEVICES)),
        judged.stream().map(Judged::of).toList(),
        now == null ? List.of() : features.of(now),
        points.findByIonAndNodeAndDigestOrderByIdDesc(
            ion, node, model, Pageable.from(0, CURVE).withoutTotal()),
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

  /**
   * @param judgement of the model that was asked for
   * @param signals of all devices together
   * @param devices of the model, at most 1,000
   * @param models that count: the newest release, and what devices still run
   * @param features as they were judged
   */
  record Health(
      @Nullable Judged judgement,
      List<ModelHealth.Line> signals,
      List<ModelHealth.OfDevice> devices,
      List<Judged> models,
      List<FeatureHealth.Feature> features,
      List<HealthPoint> history,
      Instant asOf) {}

  /**
   * A judgement.
   *
   * @param disagreeing judgements in a row that contradict {@code drifted}
   * @param rowsJudged each of which counts in one judgement
   * @param seenFrom start of the first bucket that was judged
   * @param seenUntil start of the last
   */
  record Judged(
      String ion,
      String node,
      String digest,
      boolean drifted,
      int disagreeing,
      Map<String, Double> similarity,
      long rowsJudged,
      Instant judgedAt,
      boolean reportedDrifted,
      long reports,
      @Nullable Instant reportedAt,
      @Nullable Instant seenFrom,
      @Nullable Instant seenUntil) {

    static Judged of(NodeHealth health) {
      return new Judged(
          health.ion(),
          health.node(),
          health.digest(),
          health.drifted(),
          health.disagreeing(),
          health.similarity(),
          health.rowsJudged(),
          health.judgedAt(),
          health.reportedDrifted(),
          health.reports(),
          health.reportedAt(),
          health.seenFrom(),
          health.seenUntil());
    }
  }

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
