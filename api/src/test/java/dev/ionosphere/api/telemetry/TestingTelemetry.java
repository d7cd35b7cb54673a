package dev.ionosphere.api.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.timeline.TestingEntries;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Lineage;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.PlanSignature;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Models with a baseline of one feature {@code s1} in three bins, and windows about them. */
final class TestingTelemetry {

  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final TestingHttp http;
  private final Ledger ledger;

  TestingTelemetry(TestingHttp http, Ledger ledger) {
    this.http = http;
    this.ledger = ledger;
  }

  String released(String ion) {
    Baseline baseline =
        new Baseline(
            List.of(
                new Baseline.Feature("s1", Bins.continuous(1, 2), Histogram.of(200, 600, 200))));
    byte[] part = baseline.toJson();
    put(part);
    byte[] manifest = manifest(ion, part);
    put(manifest);
    String digest = Digest.of(manifest).value();
    assertThat(register(digest, ion).status()).isEqualTo(200);
    ledger.append(
        batch(
            ion,
            entry(
                "1",
                "model.released",
                Map.of("node", "detect", "generation", 1, "digest", digest))));
    return digest;
  }

  static byte[] manifest(String ion, byte[] baseline) {
    return new Manifest(
            ion + ".retrain.1",
            NOW,
            List.of(Manifest.Part.of(Role.BASELINE, baseline)),
            PlanSignature.ofNumbers(List.of("s1")),
            new Lineage(
                ion,
                "retrain",
                ion + ".retrain.1",
                Optional.empty(),
                "kmeans",
                Optional.empty(),
                Map.of(),
                List.of()),
            "spark-4.1.0")
        .toJson();
  }

  void put(byte[] content) {
    http.send(
        "PUT",
        "/internal/v1/blobs/" + Digest.of(content).hex(),
        Map.of(
            "Content-Type",
            "application/octet-stream",
            "Authorization",
            "Bearer " + http.token("service")),
        HttpRequest.BodyPublishers.ofByteArray(content));
  }

  Answer register(String digest, String ion) {
    return http.post(
        "service",
        "/internal/v1/models",
        "{\"manifestDigest\":\"%s\",\"ion\":\"%s\",\"node\":\"retrain\",\"run\":\"%s.retrain.1\"}"
            .formatted(digest, ion, ion));
  }

  static Telemetry.Window window(
      String ion, String digest, long sequence, long[] counts, int anomalies) {
    List<Telemetry.Anomaly> found = new ArrayList<>();
    for (int i = 0; i < anomalies; i++) {
      found.add(new Telemetry.Anomaly(sequence * 50 + i, 7.5, "1"));
    }
    return new Telemetry.Window(
        ion,
        "detect",
        digest,
        1,
        sequence,
        NOW,
        NOW.plusSeconds(60),
        50,
        Map.of("s1", counts),
        new long[] {25, 25},
        found,
        sequence * 50,
        false);
  }

  /** The record of a window has the window's number. */
  static Answer send(TestingDevice device, String id, Telemetry.Window window) {
    return send(device, telemetry(id, List.of(), List.of(record(window.sequence(), window))));
  }

  static Telemetry telemetry(
      String id, List<Telemetry.Actual> actual, List<Telemetry.Entry> records) {
    return new Telemetry(id, 1, NOW, 3, 0, 0, actual, List.of(), records, null, null);
  }

  static Telemetry.Entry record(long sequence, Telemetry.Window window) {
    return new Telemetry.Entry("windows", sequence, Telemetry.Entry.WINDOW, window);
  }

  static Telemetry.Entry record(long sequence, Telemetry.Incident incident) {
    return new Telemetry.Entry("incidents", sequence, Telemetry.Entry.INCIDENT, incident);
  }

  static Answer send(TestingDevice device, Telemetry telemetry) {
    return device.call("POST", "/edge/v1/reports", Json.canonical(telemetry), Map.of());
  }

  /** What became of each record that was sent. */
  static List<String> verdicts(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> verdicts = new ArrayList<>();
    answer.json().path("records").forEach(record -> verdicts.add(record.path("verdict").asText()));
    return verdicts;
  }

  static TimelineBatch batch(String ion, TimelineEntry... entries) {
    return new TimelineBatch(ion, "ion:" + ion, "r", List.of(entries));
  }

  static TimelineEntry entry(String key, String kind, Map<String, Object> data) {
    return TestingEntries.entry(key, NOW, kind, "system", "s", "detect", null, data);
  }
}
