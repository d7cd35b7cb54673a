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
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each feature as the whole fleet has seen it, against training. */
@Singleton
public final class FeatureHealth {

  private static final Logger LOG = LoggerFactory.getLogger(FeatureHealth.class);

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
        rows = Counts.plus(rows, total.rowsScored());
      }
    }
    List<Feature> features = new ArrayList<>();
    Baseline baseline = baselines.of(digest).orElse(new Baseline(List.of()));
    for (Baseline.Feature feature : baseline.features()) {
      long[] own = counts.getOrDefault(feature.name(), new long[feature.bins().size()]);
      if (own.length == feature.bins().size()) {
        feature(feature, own, rows).ifPresent(features::add);
      }
    }
    return features;
  }

  private static Optional<Feature> feature(Baseline.Feature feature, long[] counts, long rows) {
    long sum = 0;
    for (long count : counts) {
      sum = Counts.plus(sum, count);
    }
    try {
      return Optional.of(feature(feature, Histogram.of(counts, Math.max(rows, sum))));
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Kept from a time when counts were taken as they came.
      LOG.info("feature {}: {}", feature.name(), e.getMessage());
      return Optional.empty();
    }
  }

  private static Feature feature(Baseline.Feature feature, Histogram now) {
    Histogram training = feature.training();
    return new Feature(
        feature.name(),
        feature.bins().kind().wireName(),
        feature.bins().edges(),
        training.counts(),
        now.counts(),
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
