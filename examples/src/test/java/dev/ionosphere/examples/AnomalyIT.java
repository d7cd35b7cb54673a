package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rows that look strange to the model start a training, on real parts. */
class AnomalyIT {

  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String DEVICE = "pump-1";
  private static final int ROWS = 3_000;
  private static final String DOCUMENT =
      """
      apiVersion: ionosphere.dev/v1
      kind: ION
      metadata: {name: pumps}
      spec:
        nodes:
          learn:
            kind: training
            placement: {cloud: {engine: spark}}
            component: kmeans
            arguments: {k: 2, input: "data/train.csv"}
          review:
            kind: approval
            approvers: {role: approver}
            expires: {after: 1h, then: reject}
          detect:
            kind: inference
            placement: {devices: "role=pump"}
            every: 200ms
            bucket: 1s
            source: {file: "data/${device}.csv"}
            health: {minSamples: 50, hysteresis: 1}
            rollout: {waves: [100%], gate: {soak: 1s}}
        edges:
          - {from: learn, to: review}
          - {from: review, to: detect}
          - {from: detect, to: learn, on: anomaly, cooldown: 1h}
      """;

  @Test
  void tooManyAnomaliesStartATraining() throws IOException {
    Path target = Path.of("target", "it").toAbsolutePath();
    TrainingProgram program = TrainingProgram.in(target.resolve("anomaly-program"));
    try (LocalIon ion = LocalIon.create("anomaly", program.settings())) {
      Path data = Files.createDirectories(ion.directory().resolve("data"));
      Files.writeString(data.resolve("train.csv"), "sensor2\n640\n645\n");
      // Far from both centres of the model.
      Files.writeString(data.resolve(DEVICE + ".csv"), "sensor2\n" + "650\n".repeat(ROWS));
      Path document = ion.directory().resolve("pumps.yaml");
      Files.writeString(document, DOCUMENT);
      ion.ion("up");
      ion.ion(
          "edge", "run", DEVICE, "--label", "role=pump", "--source", ion.directory().toString());
      ion.ion("apply", document.toString(), "--as", "operator");
      ion.ion("launch", "pumps", "--as", "operator");
      ion.ion("run", "pumps", "learn", "--as", "scientist");
      Eventually.holds(
          "a candidate",
          SOON,
          () -> !records(ion).of("approval.opened").isEmpty(),
          () -> records(ion).counts());
      ion.ion("approve", "pumps.review.1", "--reason", "knows both", "--as", "approver");

      Eventually.holds(
          "a second training",
          SOON,
          () -> records(ion).of("training.started").size() > 1,
          () -> records(ion).counts());
      JsonNode found = records(ion).of("anomalies.detected").getFirst();
      assertThat(found.at("/data/share").asDouble()).isEqualTo(1);
      assertThat(found.at("/data/allowed").asDouble()).isEqualTo(0.1);
      assertThat(records(ion).counts()).doesNotContainKey("drift.detected");
      JsonNode second =
          records(ion).of("training.started").stream()
              .filter(started -> started.at("/data/run").asText().equals("pumps.learn.2"))
              .findFirst()
              .orElseThrow();
      assertThat(second.at("/data/reason").asText()).isEqualTo("anomaly");
      assertThat(ion.ion("timeline", "pumps"))
          .contains("Too many rows are anomalies: 100.0 % of")
          .contains("allowed 10.0 %");
    }
  }

  private static Records records(LocalIon ion) {
    return Records.of(ion.hub("viewer"), "pumps");
  }
}
