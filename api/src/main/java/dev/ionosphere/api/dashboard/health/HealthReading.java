package dev.ionosphere.api.dashboard.health;

import dev.ionosphere.api.dashboard.Format;
import dev.ionosphere.api.dashboard.chart.Chart;
import dev.ionosphere.api.dashboard.chart.Histograms;
import dev.ionosphere.api.dashboard.chart.TimeLabels;
import dev.ionosphere.api.health.Baselines;
import dev.ionosphere.api.health.HealthPoint;
import dev.ionosphere.api.health.HealthPoints;
import dev.ionosphere.api.health.NodeHealth;
import dev.ionosphere.api.health.judge.Sums;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.HealthScores;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.spec.ion.HealthPolicy;
import io.micronaut.data.model.Pageable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the last judgement of a node was about. */
@Singleton
final class HealthReading {
  private static final Pageable POINTS = Pageable.from(0, 120).withoutTotal();

  private final HealthPoints points;
  private final Baselines baselines;

  HealthReading(HealthPoints points, Baselines baselines) {
    this.points = points;
    this.baselines = baselines;
  }

  /** Each feature over the rows of the judgement, least similar first. */
  List<FeatureView> features(NodeHealth judgement, HealthPolicy policy) {
    Sums sums = judgement.judged();
    List<FeatureView> features = new ArrayList<>();
    for (Baseline.Feature feature :
        baselines.of(judgement.digest()).map(Baseline::features).orElse(List.of())) {
      Bucket.@Nullable Seen seen = sums.features().get(feature.name());
      long[] now = seen == null ? new long[feature.bins().size()] : seen.counts();
      if (now.length == feature.bins().size()) {
        long rows = seen == null ? 0 : sums.rows();
        features.add(
            feature(
                feature,
                Histogram.of(now, rows),
                judgement.similarity().get(feature.name()),
                policy));
      }
    }
    features.sort(Comparator.comparingDouble(f -> f.similarity() == null ? 2 : f.similarity()));
    return features;
  }

  private static FeatureView feature(
      Baseline.Feature feature, Histogram now, @Nullable Double similarity, HealthPolicy policy) {
    Histogram training = feature.training();
    return new FeatureView(
        feature.name(),
        similarity,
        known(HealthScores.populationStabilityIndex(training, now)),
        known(HealthScores.kolmogorovSmirnov(training, now)),
        now.rows() == 0 ? null : (double) now.missing() / now.rows(),
        similarity != null && similarity < policy.similarityMin(),
        Histograms.compared(feature, "training", training.counts(), "now", now.counts()));
  }

  private static @Nullable Double known(double score) {
    return Double.isNaN(score) ? null : score;
  }

  /** Lowest similarity over time against the policy's limit; null without judgements. */
  @Nullable Chart curve(String ion, String node, String digest, HealthPolicy policy) {
    List<HealthPoint> judged =
        points.findByIonAndNodeAndDigestOrderByIdDesc(ion, node, digest, POINTS).stream()
            .sorted(Comparator.comparing(HealthPoint::at))
            .toList();
    if (judged.isEmpty()) {
      return null;
    }
    double[] lowest = judged.stream().mapToDouble(HealthPoint::lowest).toArray();
    double[] limit = new double[lowest.length];
    Arrays.fill(limit, policy.similarityMin());
    return new Chart(
        "line",
        TimeLabels.of(judged.stream().map(HealthPoint::at).toList()),
        List.of(
            new Chart.Series("lowest similarity", "chart-b", false, lowest),
            new Chart.Series("healthy from", "bad", true, limit)),
        "",
        1.0,
        "Lowest similarity of all features over time, last "
            + Format.metric(lowest[lowest.length - 1]));
  }
}
