package dev.ionosphere.benchmarks;

import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.HealthScores;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.health.TrainingBins;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds rows against those of training, feature by feature, both in Parquet, with the bins and the
 * scores of the product: {@code DriftReport TRAINING.parquet NOW.parquet}. Beside it: {@code
 * benchmarks/drift.py}.
 */
public final class DriftReport {

  public static void main(String[] files) throws IOException {
    try (ParquetNumbers training = new ParquetNumbers(Path.of(files[0]));
        ParquetNumbers now = new ParquetNumbers(Path.of(files[1]))) {
      System.out.println("feature similarity psi ks missing");
      int features = 0;
      int drifted = 0;
      for (String name : training.names()) {
        double[] column = training.column(name);
        Bins bins = TrainingBins.of(column);
        Histogram was = counted(bins, column);
        Histogram is = counted(bins, now.column(name));
        double index = HealthScores.populationStabilityIndex(was, is);
        System.out.printf(
            "%s %.3f %.3f %.3f %d%n",
            name,
            HealthScores.similarity(was, is),
            index,
            HealthScores.kolmogorovSmirnov(was, is),
            is.missing());
        features++;
        drifted += index > 0.25 ? 1 : 0;
      }
      System.out.printf(
          "%d features, %d shifted; CPU %.1f s, %s%n", features, drifted, cpuSeconds(), peak());
    }
  }

  private static Histogram counted(Bins bins, double[] column) {
    long[] counts = new long[bins.size() + 1];
    for (double value : column) {
      counts[bins.indexOf(value) + 1]++;
    }
    long[] present = new long[bins.size()];
    System.arraycopy(counts, 1, present, 0, present.length);
    return Histogram.of(present, column.length);
  }

  private static double cpuSeconds() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  /** Where Linux tells it. */
  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("")
        : "";
  }

  private DriftReport() {}
}
