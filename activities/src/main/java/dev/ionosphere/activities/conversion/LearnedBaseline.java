package dev.ionosphere.activities.conversion;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.FeatureCounter;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.health.TrainingBins;
import dev.ionosphere.models.scoring.Categories;
import dev.ionosphere.models.scoring.PlanInputs;
import dev.ionosphere.models.scoring.Predictions;
import dev.ionosphere.models.scoring.Scorer;
import dev.ionosphere.models.scoring.ScoringPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Histograms of the rows that a model learned from, and of what it says of them. */
final class LearnedBaseline {

  private final ScoringPlan plan;
  private final PlanInputs inputs;
  private final Spread[] spreads;

  private LearnedBaseline(ScoringPlan plan) {
    this.plan = plan;
    this.inputs = plan.inputs();
    this.spreads =
        IntStream.range(0, inputs.size()).mapToObj(column -> new Spread()).toArray(Spread[]::new);
  }

  /** Reads the rows twice: where they lie, then how many lie where. */
  static Baseline of(ScoringPlan plan, Dataset dataset) throws IOException {
    LearnedBaseline baseline = new LearnedBaseline(plan);
    dataset.read(lenient(plan), baseline::look);
    return baseline.count(dataset);
  }

  /** Rows that lack a value are counted as well. */
  private static Schema lenient(ScoringPlan plan) {
    return new Schema(
        plan.inputs().columns().stream()
            .map(column -> new Column(column.name(), column.type(), true))
            .toList());
  }

  private void look(RowBatch batch) {
    double[] rows = numbers(batch);
    for (int at = 0; at < rows.length; at++) {
      spreads[at % inputs.size()].add(rows[at]);
    }
  }

  private double[] numbers(RowBatch batch) {
    double[] rows = new double[batch.size() * inputs.size()];
    inputs.copy(batch, rows);
    return rows;
  }

  private Baseline count(Dataset dataset) throws IOException {
    List<Baseline.Feature> empty = new ArrayList<>();
    for (int column = 0; column < inputs.size(); column++) {
      String name = inputs.names().get(column);
      Categories categories = inputs.categories().get(name);
      Bins bins = categories == null ? spreads[column].bins() : codes(categories);
      empty.add(
          new Baseline.Feature(
              name,
              bins,
              Histogram.of(new long[bins.size()], 0),
              categories == null ? List.of() : categories.values()));
    }
    FeatureCounter counter = new FeatureCounter(new Baseline(empty), inputs.names());
    Scorer scorer = plan.scorer();
    long[] said = new long[plan.labels().size()];
    long[] count = {0, 0};
    Predictions[] room = new Predictions[1];
    dataset.read(
        lenient(plan),
        batch -> {
          if (room[0] == null) {
            room[0] = scorer.newPredictions(batch.capacity());
          }
          double[] rows = numbers(batch);
          counter.count(rows, 0, batch.size());
          scorer.score(rows, batch.size(), room[0]);
          for (int row = 0; row < batch.size(); row++) {
            int label = room[0].label(row);
            if (label >= 0) {
              said[label]++;
              count[1]++;
            }
          }
          count[0] += batch.size();
        });
    return filled(empty, counter, count[0], said, count[1]);
  }

  private static Baseline filled(
      List<Baseline.Feature> empty, FeatureCounter counter, long rows, long[] said, long labelled) {
    Map<String, long[]> seen = counter.counts();
    List<Baseline.Feature> features =
        empty.stream()
            .map(feature ->
                new Baseline.Feature(
                    feature.name(),
                    feature.bins(),
                    Histogram.of(
                        Objects.requireNonNull(seen.get(feature.name()), feature.name()), rows),
                    feature.labels()))
            .toList();
    return new Baseline(
        features, said.length == 0 ? Optional.empty() : Optional.of(Histogram.of(said, labelled)));
  }

  private static Bins codes(Categories categories) {
    return Bins.categorical(
        IntStream.range(0, categories.values().size()).asDoubleStream().toArray());
  }

  /** Mean and deviation of a column, by Welford, Technometrics 4 (1962), and its few values. */
  private static final class Spread {

    private final TreeSet<Double> distinct = new TreeSet<>();
    private long count;
    private double mean;
    private double squares;

    void add(double value) {
      if (!Double.isFinite(value)) {
        return;
      }
      if (distinct.size() < TrainingBins.CATEGORIES) {
        distinct.add(value + 0.0);
      }
      count++;
      double before = value - mean;
      mean += before / count;
      squares += before * (value - mean);
    }

    Bins bins() {
      return distinct.size() < TrainingBins.CATEGORIES
          ? Bins.categorical(distinct.stream().mapToDouble(Double::doubleValue).toArray())
          : Bins.continuous(TrainingBins.edges(mean, Math.sqrt(squares / count)));
    }
  }
}
