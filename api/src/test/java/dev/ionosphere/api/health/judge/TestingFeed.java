package dev.ionosphere.api.health.judge;

import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.health.TrainingBins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a machine with three sensors, normally distributed, and a mode of five values; the model
 * puts them in three clusters and takes one in a hundred for an anomaly.
 */
final class TestingFeed {

  static final List<String> SENSORS = List.of("flow", "heat", "speed");
  private static final int TRAINED_ON = 5_000;
  private static final double[] MODES = {0.4, 0.3, 0.15, 0.1, 0.05};

  private final RandomGenerator random;
  private final Baseline baseline;

  /** What is wrong with it. */
  @FunctionalInterface
  interface Fault {
    Fault NONE = (feature, value) -> value;

    /** The value that comes in its place; NaN for none. */
    double of(String feature, double value);
  }

  private TestingFeed(RandomGenerator random, Baseline baseline) {
    this.random = random;
    this.baseline = baseline;
  }

  /** One that is trained on rows of its own. */
  static TestingFeed of(RandomGenerator random) {
    TestingFeed untrained = new TestingFeed(random, new Baseline(List.of()));
    List<Baseline.Feature> features = new ArrayList<>();
    for (String name : names()) {
      double[] column = random.doubles(TRAINED_ON).map(any -> untrained.value(name)).toArray();
      Bins bins = TrainingBins.of(column);
      long[] counts = new long[bins.size()];
      for (double value : column) {
        counts[bins.indexOf(value)]++;
      }
      features.add(new Baseline.Feature(name, bins, Histogram.of(counts)));
    }
    return new TestingFeed(random, new Baseline(features));
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(SENSORS);
    names.add("mode");
    return names;
  }

  Baseline baseline() {
    return baseline;
  }

  double value(String feature) {
    if (!feature.equals("mode")) {
      return random.nextGaussian(50, 4);
    }
    double left = random.nextDouble();
    int mode = 0;
    while (mode < MODES.length - 1 && left >= MODES[mode]) {
      left -= MODES[mode++];
    }
    return mode;
  }

  Sums rows(int rows, Fault fault) {
    Map<String, Bucket.Seen> features = new TreeMap<>();
    for (Baseline.Feature feature : baseline.features()) {
      features.put(feature.name(), seen(feature, rows, fault));
    }
    long[] predictions = new long[3];
    long anomalies = 0;
    for (int i = 0; i < rows; i++) {
      predictions[random.nextInt(10) / 4]++;
      anomalies += random.nextInt(100) == 0 ? 1 : 0;
    }
    return new Sums(rows, rows, anomalies, predictions, Map.of(), features);
  }

  private Bucket.Seen seen(Baseline.Feature feature, int rows, Fault fault) {
    long[] counts = new long[feature.bins().size()];
    @Nullable Double least = null;
    @Nullable Double greatest = null;
    for (int i = 0; i < rows; i++) {
      double value = fault.of(feature.name(), value(feature.name()));
      if (Double.isNaN(value)) {
        continue;
      }
      counts[feature.bins().indexOf(value)]++;
      least = least == null ? value : Math.min(least, value);
      greatest = greatest == null ? value : Math.max(greatest, value);
    }
    return new Bucket.Seen(counts, least, greatest);
  }
}
