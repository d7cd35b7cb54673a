package dev.ionosphere.api.health;

import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.HealthScores;
import dev.ionosphere.models.health.Histogram;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Each feature as the whole fleet has seen it, against training. */
@Singleton
public final class FeatureHealth {

  private final DeviceHealths totals;
  private final Baselines baselines;

  FeatureHealth(DeviceHealths totals, Baselines baselines) {
    this.totals = totals;
    this.baselines = baselines;
  }

  public List<Feature> of(String ion, String node, String digest) {
    Map<String, long[]> counts = new TreeMap<>();
    long rows = 0;
    for (DeviceHealth total : totals.findByIonAndNodeOrderByDevice(ion, node)) {
      if (total.digest().equals(digest)) {
        counts = Counts.merged(counts, total.histograms());
        rows += total.rowsScored();
      }
    }
    List<Feature> features = new ArrayList<>();
    Baseline baseline = baselines.of(digest).orElse(new Baseline(List.of()));
    for (Baseline.Feature feature : baseline.features()) {
      long[] own = counts.getOrDefault(feature.name(), new long[feature.bins().size()]);
      if (own.length == feature.bins().size()) {
        features.add(feature(feature, own, rows));
      }
    }
    return features;
  }

  private static Feature feature(Baseline.Feature feature, long[] counts, long rows) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    Histogram now = Histogram.of(counts, Math.max(rows, sum));
    Histogram training = feature.training();
    return new Feature(
        feature.name(),
        feature.bins().kind().wireName(),
        feature.bins().edges(),
        training.counts(),
        counts,
        number(HealthScores.similarity(training, now)),
        number(HealthScores.populationStabilityIndex(training, now)),
        number(HealthScores.kolmogorovSmirnov(training, now)),
        number(HealthScores.jensenShannon(training, now)));
  }

  private static @Nullable Double number(double score) {
    return Double.isNaN(score) ? null : score;
  }

  /**
   * One feature, in the bins of training; scores are absent without rows on both sides.
   *
   * @param edges of the bins, see the model's baseline
   */
  @Introspected
  public record Feature(
      String name,
      String kind,
      double[] edges,
      long[] training,
      long[] now,
      @Nullable Double similarity,
      @Nullable Double psi,
      @Nullable Double ks,
      @Nullable Double jensenShannon) {}
}
