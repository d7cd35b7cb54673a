package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.Alerts;
import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.device.DeviceStatus;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.ion.IonService;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.permission.Role;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.training.RunProgress;
import dev.ionosphere.api.training.RunProgresses;
import io.micronaut.context.ApplicationContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A hub in the middle of the reference ION's second lap, told through its own services: documents
 * are applied, models registered, the timeline appended; only telemetry is written as rows.
 */
final class TestingRows {
  static final String ION = "turbofan";
  static final String RUN_1 = "turbofan.retrain.1";
  static final String RUN_2 = "turbofan.retrain.2";
  static final String RUN_3 = "turbofan.retrain.3";
  static final String APPROVAL_1 = "turbofan.review.1";
  static final String APPROVAL_2 = "turbofan.review.2";
  static final String ROLLOUT = "rollout:turbofan:detect:1";
  static final String DOCUMENT =
      TestingIon.yaml(ION)
          .replace("{name: turbofan}", "{name: turbofan, labels: {site: hangar-7}}")
          .replace("minSamples: 100, hysteresis: 2", "minSamples: 200, hysteresis: 3")
          .replace(
              "[1, 100%], gate: {delivered: \">= 90%\"",
              "[1, 50%, 100%], gate: {delivered: \">= 70%\"");

  private final ApplicationContext hub;
  private final Instant now;
  private final TestingModels models;

  TestingRows(ApplicationContext hub, Instant now) {
    this.hub = hub;
    this.now = now;
    this.models = new TestingModels(hub, now);
  }

  void write() {
    devices();
    apply(DOCUMENT);
    apply(DOCUMENT.replace("name: turbofan", "name: bearings"));
    hub.getBean(StoredIons.class).setStatus("bearings", "paused");
    new TestingStory(now, models.current(), models.candidate()).tell(hub.getBean(Ledger.class));
    new TestingGate(hub, now, models.candidate()).write();
    progress();
    held();
    new TestingHealth(hub, now, models.current()).write();
    new TestingNoticeRows(hub, now).write();
    alert("detect", "drift", "what node detect sees is unlike training: T30: similarity 0.41", 14);
    alert("engine-08", "device-sensor-stuck", "engine-08, node detect: T50: is 1400.6", 3);
    Alerts alerts = hub.getBean(Alerts.class);
    Alert over = alert("engine-04", "device-refused", "engine-04: golden row 3 differs", 40);
    alerts.close(over.id(), "ann", ago(20));
  }

  private Alert alert(String subject, String kind, String message, int minutes) {
    return hub.getBean(Alerts.class)
        .save(
            new Alert(
                null,
                ION,
                "detect",
                subject,
                kind,
                "warning",
                message,
                ago(minutes),
                null,
                null,
                null,
                null));
  }

  String current() {
    return models.current();
  }

  private void apply(String document) {
    apply(hub, document);
  }

  static void apply(ApplicationContext hub, String document) {
    hub.getBean(IonService.class)
        .apply(
            List.of(document.getBytes(StandardCharsets.UTF_8)),
            false,
            Optional.empty(),
            new Requester("operator", Set.of(Role.OPERATOR)));
  }

  private void devices() {
    for (int i = 1; i <= 8; i++) {
      boolean silent = i == 7;
      hub.getBean(Devices.class)
          .save(
              new Device(
                  "engine-%02d".formatted(i),
                  Map.of("role", "engine", "site", "hangar-7"),
                  "MCowBQYDK2VwAyEA" + i,
                  "amd64",
                  512,
                  "0.1.0",
                  "person:operator",
                  ago(1570),
                  silent ? ago(95) : now.minusSeconds(i * 3L),
                  silent ? 412 : i % 3,
                  0,
                  1,
                  0,
                  null,
                  "temporal",
                  "assignment/1,package/1"));
    }
  }

  private void held() {
    DeviceModels held = hub.getBean(DeviceModels.class);
    for (DeviceModel row : held.findByIonOrderByDevice(ION)) {
      DeviceStatus status = row.device().equals("engine-07") ? DeviceStatus.SILENT : row.status();
      held.update(
          new DeviceModel(
              row.id(),
              row.device(),
              row.ion(),
              row.node(),
              row.wantedGeneration(),
              row.wantedDigest(),
              row.actualGeneration(),
              row.actualDigest(),
              status,
              row.reason(),
              row.changedAt()));
    }
  }

  private void progress() {
    hub.getBean(RunProgresses.class)
        .save(
            new RunProgress(
                RUN_3,
                ION,
                "retrain",
                "running",
                "collectAsMap at KMeans.scala:321",
                0.62,
                31,
                50,
                Map.of(
                    "rows.read",
                    14_231.0,
                    "kmeans.iteration",
                    12.0,
                    "kmeans.cost",
                    61_204.7,
                    "rows.dropped",
                    0.0),
                List.of(
                    "INFO SparkContext: Running Spark version 4.1.0",
                    "INFO KMeans: Initialization with k-means|| took 1.204 seconds.",
                    "INFO KMeans: Iteration 11, cost 61388.2",
                    "INFO KMeans: Iteration 12, cost 61204.7",
                    "INFO DAGScheduler: <b>Submitting</b> 2 missing tasks from ResultStage 41"),
                now.minusSeconds(2)));
  }

  private Instant ago(long minutes) {
    return now.minus(Duration.ofMinutes(minutes));
  }
}
