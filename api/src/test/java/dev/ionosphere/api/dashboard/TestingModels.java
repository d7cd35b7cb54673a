package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.blob.BlobStore;
import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Lineage;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.PlanSignature;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two models of the reference ION, registered with all their parts. */
final class TestingModels {
  static final List<String> FEATURES =
      List.of(
          "T24", "T30", "T50", "P30", "Nf", "Nc", "Ps30", "phi", "NRf", "BPR", "htBleed", "W31");
  static final Map<String, Double> CURRENT_METRICS =
      Map.of(
          "wssse", 62_481.3, "silhouette", 0.2931, "rows", 6_940.0, "k", 8.0, "threshold", 5.214);
  static final Map<String, Double> CANDIDATE_METRICS =
      Map.of(
          "wssse", 58_022.9, "silhouette", 0.3177, "rows", 8_120.0, "k", 8.0, "threshold", 5.031);

  private final String current;
  private final String candidate;

  TestingModels(ApplicationContext hub, Instant now) {
    current =
        register(
            hub, TestingRows.RUN_1, now.minus(Duration.ofHours(25)), 0, CURRENT_METRICS, List.of());
    candidate =
        register(
            hub,
            TestingRows.RUN_2,
            now.minus(Duration.ofMinutes(11)),
            0.7,
            CANDIDATE_METRICS,
            List.of(new Digest(current)));
  }

  String current() {
    return current;
  }

  String candidate() {
    return candidate;
  }

  private static String register(
      ApplicationContext hub,
      String run,
      Instant created,
      double shift,
      Map<String, Double> metrics,
      List<Digest> parents) {
    byte[] baseline = baseline(shift).toJson();
    byte[] numbers = json(metrics);
    byte[] plan = new byte[6_200];
    byte[] golden = new byte[18_400];
    plan[0] = (byte) (shift * 10);
    Manifest manifest =
        new Manifest(
            run,
            created,
            List.of(
                Manifest.Part.of(Role.PLAN, plan),
                Manifest.Part.of(Role.GOLDEN, golden),
                Manifest.Part.of(Role.BASELINE, baseline),
                Manifest.Part.of(Role.METRICS, numbers)),
            PlanSignature.ofNumbers(FEATURES),
            new Lineage(
                TestingRows.ION,
                "retrain",
                run,
                Optional.of(Digest.of("data/train.csv".getBytes(StandardCharsets.UTF_8))),
                "kmeans",
                Optional.of(Digest.of("pipelines.jar".getBytes(StandardCharsets.UTF_8))),
                Map.of("k", "8", "input", "data/train.csv", "quantile", "0.995"),
                parents),
            "spark-4.1.0");
    for (byte[] part : List.of(plan, golden, baseline, numbers, manifest.toJson())) {
      put(hub.getBean(BlobStore.class), part);
    }
    return hub.getBean(ModelRegistry.class)
        .register(manifest.digest().value(), TestingRows.ION, "retrain", run)
        .digest();
  }

  static Baseline baseline(double shift) {
    List<Baseline.Feature> features = new ArrayList<>();
    for (int i = 0; i < FEATURES.size(); i++) {
      boolean drifts = FEATURES.get(i).equals("T30") || FEATURES.get(i).equals("Ps30");
      long[] counts = bell(8000, drifts ? shift * 2.5 : shift * 0.15);
      features.add(
          new Baseline.Feature(FEATURES.get(i), Bins.continuous(edges(i)), Histogram.of(counts)));
    }
    return new Baseline(features);
  }

  private static double[] edges(int feature) {
    double middle = 100 + feature * 117.3;
    double[] edges = new double[12];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = middle + (i - 5.5) * (1.5 + feature);
    }
    return edges;
  }

  /** About so many rows in 13 bins, the middle moved by so many bins. */
  static long[] bell(long rows, double moved) {
    double[] weights = new double[13];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double z = (i - 6 - moved) / 2.1;
      weights[i] = Math.exp(-z * z / 2);
      sum += weights[i];
    }
    long[] counts = new long[13];
    long left = rows;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.min(left, Math.round(rows * weights[i] / sum));
      left -= counts[i];
    }
    counts[6] += left;
    return counts;
  }

  private static byte[] json(Map<String, Double> metrics) {
    StringBuilder text = new StringBuilder("{");
    metrics.forEach((name, value) ->
        text.append(text.length() > 1 ? "," : "")
            .append('"')
            .append(name)
            .append("\":")
            .append(value));
    return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void put(BlobStore blobs, byte[] content) {
    try {
      blobs.put(Digest.of(content).hex(), new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
