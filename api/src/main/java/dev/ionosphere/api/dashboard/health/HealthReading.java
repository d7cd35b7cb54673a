package dev.ionosphere.api.dashboard.health;

import dev.ionosphere.api.dashboard.Format;
import dev.ionosphere.api.dashboard.chart.Chart;
import dev.ionosphere.api.dashboard.chart.Histograms;
import dev.ionosphere.api.health.Baselines;
import dev.ionosphere.api.health.HealthPoint;
import dev.ionosphere.api.health.HealthPoints;
import dev.ionosphere.api.health.HealthWindow;
import dev.ionosphere.api.health.HealthWindows;
import dev.ionosphere.api.health.NodeHealth;
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
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what the last judgement of a node was about. */
@Singleton
final class HealthReading {
  private static final Pageable WINDOWS = Pageable.from(0, 500).withoutTotal();
  private static final Pageable POINTS = Pageable.from(0, 120).withoutTotal();

  private final HealthWindows windows;
  private final HealthPoints points;
  private final Baselines baselines;

  HealthReading(HealthWindows windows, HealthPoints points, Baselines baselines) {
    this.windows = windows;
    this.points = points;
    this.baselines = baselines;
  }

  /** Each feature over the rows of the judgement, least similar first. */
  List<FeatureView> features(NodeHealth judgement, HealthPolicy policy) {
    Map<String, long[]> counts = judged(judgement);
    List<FeatureView> features = new ArrayList<>();
    for (Baseline.Feature feature :
        baselines.of(judgement.digest()).map(Baseline::features).orElse(List.of())) {
      long[] now = counts.getOrDefault(feature.name(), new long[feature.bins().size()]);
      if (now.length == feature.bins().size()) {
        features.add(feature(feature, now, judgement.similarity().get(feature.name()), policy));
      }
    }
    features.sort(Comparator.comparingDouble(f -> f.similarity() == null ? 2 : f.similarity()));
    return features;
  }

  private static FeatureView feature(
      Baseline.Feature feature, long[] counts, @Nullable Double similarity, HealthPolicy policy) {
    Histogram training = feature.training();
    Histogram now = Histogram.of(counts);
    return new FeatureView(
        feature.name(),
        similarity,
        known(HealthScores.populationStabilityIndex(training, now)),
        known(HealthScores.kolmogorovSmirnov(training, now)),
        similarity != null && similarity < policy.similarityMin(),
        Histograms.compared(feature, "training", training.counts(), "now", counts));
  }

  private static @Nullable Double known(double score) {
    return Double.isNaN(score) ? null : score;
  }

  /** The counts of as many of the newest judged windows as the judgement has rows. */
  private Map<String, long[]> judged(NodeHealth judgement) {
    Map<String, long[]> sums = new TreeMap<>();
    long rows = 0;
    for (HealthWindow window :
        windows.findByIonAndNodeAndDigestOrderByIdDesc(
            judgement.ion(), judgement.node(), judgement.digest(), WINDOWS)) {
      Long id = window.id();
      if (id != null && id > judgement.judgedWindow()) {
        continue;
      }
      if (rows >= judgement.rowsJudged()) {
        break;
      }
      rows += window.rowsScored();
      window.histograms().forEach((name, counts) -> sums.merge(name, counts, HealthReading::sum));
    }
    return sums;
  }

  private static long[] sum(long[] left, long[] right) {
    long[] sum = Arrays.copyOf(left, Math.max(left.length, right.length));
    for (int i = 0; i < right.length; i++) {
      sum[i] += right[i];
    }
    return sum;
  }

  /** Lowest similarity over time against the policy's limit; null without judgements. */
  @Nullable Chart curve(String ion, String node, HealthPolicy policy) {
    List<HealthPoint> judged = points.findByIonAndNodeOrderByIdDesc(ion, node, POINTS).reversed();
    if (judged.isEmpty()) {
      return null;
    }
    double[] lowest = judged.stream().mapToDouble(HealthPoint::lowest).toArray();
    double[] limit = new double[lowest.length];
    Arrays.fill(limit, policy.similarityMin());
    return new Chart(
        "line",
        judged.stream().map(point -> Format.clock(point.judgedAt())).toList(),
        List.of(
            new Chart.Series("lowest similarity", "chart-b", false, lowest),
            new Chart.Series("healthy from", "bad", true, limit)),
        "",
        1.0,
        "Lowest similarity of all features over time, last "
            + Format.metric(lowest[lowest.length - 1]));
  }
}
