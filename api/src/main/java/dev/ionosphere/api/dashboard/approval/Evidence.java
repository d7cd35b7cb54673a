package dev.ionosphere.api.dashboard.approval;

import dev.ionosphere.api.dashboard.chart.Histograms;
import dev.ionosphere.api.health.Baselines;
import dev.ionosphere.api.model.RegisteredModel;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.HealthScores;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds a candidate against the model it would replace. */
@Singleton
final class Evidence {
  private final Baselines baselines;

  Evidence(Baselines baselines) {
    this.baselines = baselines;
  }

  static List<Metric> metrics(
      @Nullable RegisteredModel candidate, @Nullable RegisteredModel current) {
    TreeSet<String> names = new TreeSet<>();
    if (candidate != null) {
      names.addAll(candidate.metrics().keySet());
    }
    if (current != null) {
      names.addAll(current.metrics().keySet());
    }
    return names.stream()
        .map(name -> new Metric(name, metric(candidate, name), metric(current, name)))
        .toList();
  }

  private static @Nullable Double metric(@Nullable RegisteredModel model, String name) {
    return model == null ? null : model.metrics().get(name);
  }

  /** Most changed features first. */
  List<FeatureChange> features(String candidate, @Nullable String current) {
    Optional<Baseline> fresh = baselines.of(candidate);
    Optional<Baseline> old = current == null ? Optional.empty() : baselines.of(current);
    List<FeatureChange> changes = new ArrayList<>();
    for (Baseline.Feature feature : fresh.map(Baseline::features).orElse(List.of())) {
      changes.add(change(feature, old.flatMap(baseline -> baseline.feature(feature.name()))));
    }
    changes.sort(
        Comparator.comparingDouble(
            change -> Double.isNaN(change.similarity()) ? 2 : change.similarity()));
    return changes;
  }

  /** Only counts in the same bins can be laid over each other. */
  private static FeatureChange change(Baseline.Feature fresh, Optional<Baseline.Feature> old) {
    Optional<Baseline.Feature> same =
        old.filter(feature ->
            feature.bins().equals(fresh.bins()) && feature.labels().equals(fresh.labels()));
    long[] after = fresh.training().counts();
    return same.map(feature ->
            new FeatureChange(
                fresh.name(),
                HealthScores.similarity(feature.training(), fresh.training()),
                Histograms.compared(
                    fresh, "current", feature.training().counts(), "candidate", after)))
        .orElseGet(() ->
            new FeatureChange(
                fresh.name(),
                Double.NaN,
                Histograms.compared(fresh, "candidate", after, "", new long[0])));
  }
}
