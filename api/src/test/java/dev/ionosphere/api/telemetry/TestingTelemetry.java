package dev.ionosphere.api.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.timeline.TestingEntries;
import dev.ionosphere.models.device.Bucket;
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
import java.util.Arrays;
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
    return released(ion, 1);
  }

  String released(String ion, int generation) {
    Histogram training = Histogram.of(200, 600, 200 + generation - 1);
    return released(
        ion,
        generation,
        new Baseline(List.of(new Baseline.Feature("s1", Bins.continuous(1, 2), training))));
  }

  String released(String ion, int generation, Baseline baseline) {
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
                String.valueOf(generation),
                "model.released",
                Map.of("node", "detect", "generation", generation, "digest", digest))));
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
        NOW.plusSeconds(60 * sequence),
        NOW.plusSeconds(60 * sequence + 60),
        50,
        Map.of("s1", counts),
        new long[] {25, 25},
        found,
        sequence * 50,
        false);
  }

  /**
   * What a node saw in a minute, counted from {@link #NOW}, in one part.
   *
   * @param counts of s1
   */
  static Bucket bucket(String ion, String digest, long minute, long... counts) {
    long rows = Arrays.stream(counts).sum();
    boolean any = rows > 0;
    return new Bucket(
        ion,
        "detect",
        digest,
        1,
        NOW.plusSeconds(60 * minute),
        60,
        1,
        NOW.plusSeconds(60 * minute + 60),
        rows,
        rows,
        Map.of(),
        null,
        Map.of("s1", new Bucket.Seen(counts, any ? 0.5 : null, any ? 2.5 : null)),
        new long[] {rows},
        0,
        List.of(),
        new Bucket.SourceState(
            any ? Bucket.SourceState.Status.READING : Bucket.SourceState.Status.IDLE,
            any ? NOW.plusSeconds(60 * minute + 59) : NOW,
            null,
            0L,
            ""),
        false);
  }

  /** The record of a bucket has its minute as number. */
  static Telemetry.Entry record(String lane, Bucket bucket) {
    long minute = (bucket.start().getEpochSecond() - NOW.getEpochSecond()) / 60;
    return new Telemetry.Entry(
        lane, minute * 1_000 + bucket.part(), Telemetry.Entry.BUCKET, bucket);
  }

  static Answer send(TestingDevice device, String id, Bucket... buckets) {
    return send(
        device,
        telemetry(
            id,
            List.of(),
            Arrays.stream(buckets).map(bucket -> record("buckets", bucket)).toList()));
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
