package dev.ionosphere.api.health;

import dev.ionosphere.api.health.judge.Sums;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.HealthScores;
import dev.ionosphere.models.health.Histogram;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Each feature as it was judged last, against training. */
@Singleton
public final class FeatureHealth {

  private final Baselines baselines;

  FeatureHealth(Baselines baselines) {
    this.baselines = baselines;
  }

  public List<Feature> of(NodeHealth judgement) {
    Sums sums = judgement.judged();
    return baselines.of(judgement.digest()).map(Baseline::features).orElse(List.of()).stream()
        .map(feature -> feature(feature, sums))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Feature> feature(Baseline.Feature feature, Sums sums) {
    Bucket.@Nullable Seen seen = sums.features().get(feature.name());
    long[] counts = seen == null ? new long[feature.bins().size()] : seen.counts();
    if (counts.length != feature.bins().size()) {
      return Optional.empty();
    }
    Histogram training = feature.training();
    Histogram now = Histogram.of(counts, seen == null ? 0 : sums.rows());
    return Optional.of(
        new Feature(
            feature.name(),
            feature.bins().kind().wireName(),
            feature.labels().isEmpty() ? null : feature.labels(),
            feature.bins().edges(),
            training.counts(),
            now.counts(),
            now.missing(),
            seen == null || !feature.labels().isEmpty() ? null : seen.least(),
            seen == null || !feature.labels().isEmpty() ? null : seen.greatest(),
            number(HealthScores.similarity(training, now)),
            number(HealthScores.populationStabilityIndex(training, now)),
            number(HealthScores.kolmogorovSmirnov(training, now)),
            number(HealthScores.jensenShannon(training, now))));
  }

  private static @Nullable Double number(double score) {
    return Double.isNaN(score) ? null : score;
  }

  /**
   * One feature, in the bins of training; scores are absent without rows on both sides.
   *
   * @param labels names of the bins of a text, but for the last, which is of values that training
   *     did not see; absent of a number
   * @param edges of the bins, see the model's baseline
   * @param missing rows without a value
   */
  @Introspected
  public record Feature(
      String name,
      String kind,
      @Nullable List<String> labels,
      double[] edges,
      long[] training,
      long[] now,
      long missing,
      @Nullable Double least,
      @Nullable Double greatest,
      @Nullable Double similarity,
      @Nullable Double psi,
      @Nullable Double ks,
      @Nullable Double jensenShannon) {}
}
