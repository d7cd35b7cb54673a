package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.health.Anomalies;
import dev.ionosphere.api.health.Anomaly;
import dev.ionosphere.api.health.DeviceHealth;
import dev.ionosphere.api.health.DeviceHealths;
import dev.ionosphere.api.health.HealthPoint;
import dev.ionosphere.api.health.HealthPoints;
import dev.ionosphere.api.health.HealthTrack;
import dev.ionosphere.api.health.HealthTracks;
import dev.ionosphere.api.health.NodeHealth;
import dev.ionosphere.api.health.NodeHealths;
import dev.ionosphere.api.health.StoredBucket;
import dev.ionosphere.api.health.StoredBuckets;
import dev.ionosphere.api.health.judge.Finding;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.health.judge.Sums;
import dev.ionosphere.api.health.judge.Track;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.device.Bucket;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the wearing engines report: two features drift away, the others stay. */
record TestingHealth(ApplicationContext hub, Instant now, String digest) {
  private static final int WINDOWS = 24;
  private static final Bucket.SourceState READING =
      new Bucket.SourceState(Bucket.SourceState.Status.READING, null, null, 0L, "");
  // engine-04 has refused the model, engine-07 is silent
  private static final List<Integer> RUNNING = List.of(1, 2, 3, 5, 6, 8);

  void write() {
    for (int device : RUNNING) {
      device("engine-%02d".formatted(device), device);
    }
    HealthPoints points = hub.getBean(HealthPoints.class);
    for (int i = 0; i < WINDOWS; i++) {
      double worn = i / (double) WINDOWS;
      Map<String, Double> similarity = similarity(worn);
      points.save(
          new HealthPoint(
              null,
              TestingRows.ION,
              "detect",
              digest,
              similarity,
              similarity.get("T30"),
              640,
              worn > 0.7,
              at(i),
              at(i)));
    }
    hub.getBean(NodeHealths.class)
        .save(
            new NodeHealth(
                NodeHealth.id(TestingRows.ION, "detect", digest),
                TestingRows.ION,
                "detect",
                digest,
                true,
                0,
                similarity(1),
                640,
                at(WINDOWS - 1),
                true,
                1,
                at(WINDOWS - 1),
                Json.canonical(sums(counts(1), 9)),
                Json.canonical(
                    List.of(
                        new Finding(
                            Signal.DRIFT,
                            "T30",
                            0.41,
                            0.8,
                            true,
                            "T30: similarity 0.41, allowed 0.80 or more"),
                        new Finding(
                            Signal.DRIFT,
                            "Ps30",
                            0.62,
                            0.8,
                            true,
                            "Ps30: similarity 0.62, allowed 0.80 or more"))),
                "DRIFT",
                at(WINDOWS - 8),
                at(WINDOWS - 1),
                false));
  }

  private void device(String id, int number) {
    StoredBuckets buckets = hub.getBean(StoredBuckets.class);
    Map<String, long[]> total = new TreeMap<>();
    long anomalies = 0;
    for (int i = 0; i < WINDOWS; i++) {
      double worn = i / (double) WINDOWS * (0.6 + number * 0.08);
      long odd = Math.round(Math.max(0, worn - 0.55) * 40);
      anomalies += odd;
      Map<String, long[]> counts = counts(worn);
      counts.forEach((feature, some) -> total.merge(feature, some, TestingHealth::sum));
      Sums sums = sums(counts, odd);
      Bucket bucket =
          new Bucket(
              TestingRows.ION,
              "detect",
              digest,
              1,
              at(i).truncatedTo(ChronoUnit.MINUTES),
              60,
              1,
              at(i),
              80,
              80,
              Map.of(),
              null,
              sums.features(),
              new long[] {60, 20, 0},
              odd,
              List.of(),
              READING,
              i == 9);
      buckets.save(
          new StoredBucket(
              null,
              id,
              1,
              TestingRows.ION,
              "detect",
              1,
              digest,
              bucket.start(),
              1,
              at(i),
              80,
              odd,
              Json.canonical(bucket),
              "hash " + i,
              at(i)));
    }
    hub.getBean(DeviceHealths.class)
        .save(
            new DeviceHealth(
                id + ":turbofan:detect:" + digest,
                id,
                TestingRows.ION,
                "detect",
                digest,
                WINDOWS,
                80L * WINDOWS,
                anomalies,
                80,
                total,
                "[1440,480,0]",
                at(0),
                at(WINDOWS - 1),
                80L * WINDOWS));
    hub.getBean(HealthTracks.class)
        .save(
            new HealthTrack(
                NodeHealth.id(TestingRows.ION, "detect", digest) + ":" + id,
                TestingRows.ION,
                "detect",
                digest,
                id,
                Json.canonical(Track.EMPTY),
                number == 8 ? "DEVICE_ANOMALIES" : "",
                number == 8
                    ? Json.canonical(
                        List.of(
                            new Finding(
                                Signal.DEVICE_ANOMALIES,
                                "",
                                0.22,
                                0.1,
                                true,
                                "22.0 % of 80 rows are anomalies, allowed 10.0 %")))
                    : "[]",
                0.9 - number * 0.05,
                80,
                Json.canonical(READING),
                at(0),
                at(WINDOWS - 1),
                80,
                null,
                null));
    Anomalies rows = hub.getBean(Anomalies.class);
    for (int i = 0; i < Math.min(12, anomalies); i++) {
      rows.save(
          new Anomaly(
              null,
              id,
              TestingRows.ION,
              "detect",
              digest,
              1800 + i * 7L,
              5.1 + i * 0.23,
              Integer.toString(i % 3),
              at(WINDOWS - 2).plusSeconds(i * 9L)));
    }
  }

  private static Sums sums(Map<String, long[]> counts, long anomalies) {
    Map<String, Bucket.Seen> seen = new TreeMap<>();
    counts.forEach((name, bins) -> seen.put(name, new Bucket.Seen(bins, 0.0, 1.0)));
    return new Sums(80, 80, anomalies, new long[] {60, 20, 0}, Map.of(), seen);
  }

  private static Map<String, long[]> counts(double worn) {
    Map<String, long[]> counts = new TreeMap<>();
    for (String feature : TestingModels.FEATURES) {
      counts.put(feature, TestingModels.bell(80, drifts(feature) ? worn * 3.2 : worn * 0.1));
    }
    return counts;
  }

  private static Map<String, Double> similarity(double worn) {
    Map<String, Double> scores = new TreeMap<>();
    for (int i = 0; i < TestingModels.FEATURES.size(); i++) {
      String feature = TestingModels.FEATURES.get(i);
      double loss = feature.equals("T30") ? 0.57 : feature.equals("Ps30") ? 0.36 : 0.02 + i * 0.008;
      scores.put(feature, Math.round((0.98 - loss * worn) * 1000) / 1000.0);
    }
    return scores;
  }

  private static boolean drifts(String feature) {
    return feature.equals("T30") || feature.equals("Ps30");
  }

  private static long[] sum(long[] a, long[] b) {
    long[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  private Instant at(int window) {
    return now.minus(Duration.ofMinutes(5L * (WINDOWS - window)));
  }
}
