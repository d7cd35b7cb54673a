package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.health.Anomalies;
import dev.ionosphere.api.health.Anomaly;
import dev.ionosphere.api.health.DeviceHealth;
import dev.ionosphere.api.health.DeviceHealths;
import dev.ionosphere.api.health.HealthPoint;
import dev.ionosphere.api.health.HealthPoints;
import dev.ionosphere.api.health.HealthWindow;
import dev.ionosphere.api.health.HealthWindows;
import dev.ionosphere.api.health.NodeHealth;
import dev.ionosphere.api.health.NodeHealths;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the wearing engines report: two features drift away, the others stay. */
record TestingHealth(ApplicationContext hub, Instant now, String digest) {
  private static final int WINDOWS = 24;
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
              at(i)));
    }
    hub.getBean(NodeHealths.class)
        .save(
            new NodeHealth(
                "turbofan.detect",
                TestingRows.ION,
                "detect",
                digest,
                true,
                0,
                similarity(1),
                640,
                192,
                at(WINDOWS - 1),
                true,
                1,
                at(WINDOWS - 1)));
  }

  private void device(String id, int number) {
    HealthWindows windows = hub.getBean(HealthWindows.class);
    Map<String, long[]> total = new TreeMap<>();
    long anomalies = 0;
    for (int i = 0; i < WINDOWS; i++) {
      double worn = i / (double) WINDOWS * (0.6 + number * 0.08);
      long odd = Math.round(Math.max(0, worn - 0.55) * 40);
      anomalies += odd;
      Map<String, long[]> counts = counts(worn);
      counts.forEach((feature, some) -> total.merge(feature, some, TestingHealth::sum));
      windows.save(
          new HealthWindow(
              null,
              id,
              TestingRows.ION,
              "detect",
              digest,
              1,
              i + 1,
              at(i).minusSeconds(300),
              at(i),
              80,
              i * 80L,
              odd,
              counts,
              "[60,20,0]",
              i == 9,
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
                at(WINDOWS - 1)));
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
