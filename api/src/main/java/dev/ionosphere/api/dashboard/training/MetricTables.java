package dev.ionosphere.api.dashboard.training;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of models' metrics. */
@Singleton
public final class MetricTables {
  private final MetricsPart metrics;

  MetricTables(MetricsPart metrics) {
    this.metrics = metrics;
  }

  /** Empty of a model without tables, or that is not there. */
  public List<MetricTable> of(@Nullable String digest) {
    return MetricTable.read(metrics.of(digest));
  }

  /** Those of a candidate, and those of the model that it would replace. */
  public List<MetricTable> of(String candidate, @Nullable String current) {
    return Stream.concat(
            of(candidate).stream().map(table -> table.titled("Candidate: ")),
            of(current).stream().map(table -> table.titled("Current: ")))
        .toList();
  }
}
