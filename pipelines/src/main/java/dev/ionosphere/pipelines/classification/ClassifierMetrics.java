package dev.ionosphere.pipelines.classification;

import dev.ionosphere.pipelines.component.MetricTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Figures on rows held out, for people and for gates. A figure that there is none of is left out.
 */
final class ClassifierMetrics {

  private final HeldOut rows;
  private final List<String> labels;

  ClassifierMetrics(HeldOut rows, List<String> labels) {
    this.rows = rows;
    this.labels = labels;
  }

  /** Empty if no row was held out. */
  Map<String, Object> numbers() {
    Map<String, Object> numbers = new TreeMap<>();
    put(numbers, "accuracy", rows.accuracy());
    put(numbers, "logLoss", rows.logLoss());
    put(
        numbers,
        "f1",
        IntStream.range(0, labels.size())
            .mapToDouble(rows::f1)
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN));
    put(numbers, "anomalyPrecision", rows.anomalyPrecision());
    put(numbers, "anomalyRecall", rows.anomalyRecall());
    return numbers;
  }

  private static void put(Map<String, Object> numbers, String name, double value) {
    if (Double.isFinite(value)) {
      numbers.put(name, value);
    }
  }

  List<MetricTable> tables() {
    return rows.count() == 0 ? List.of() : List.of(byLabel(), confusion());
  }

  private MetricTable byLabel() {
    List<List<@Nullable Object>> lines = new ArrayList<>();
    for (int label = 0; label < labels.size(); label++) {
      List<@Nullable Object> line = new ArrayList<>();
      line.add(labels.get(label));
      line.add(rows.are(label));
      line.add(figure(rows.precision(label)));
      line.add(figure(rows.recall(label)));
      line.add(figure(rows.f1(label)));
      lines.add(line);
    }
    return new MetricTable(
        "Rows held out, by their label",
        List.of("label", "rows", "precision", "recall", "F1"),
        lines);
  }

  private static @Nullable Object figure(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private MetricTable confusion() {
    List<String> columns = new ArrayList<>();
    columns.add("is \\ said");
    columns.addAll(labels);
    List<List<@Nullable Object>> lines = new ArrayList<>();
    for (int is = 0; is < labels.size(); is++) {
      List<@Nullable Object> line = new ArrayList<>();
      line.add(labels.get(is));
      for (long count : rows.rowsThatAre(is)) {
        line.add(count);
      }
      lines.add(line);
    }
    return new MetricTable("Rows held out, by what they are and what was said", columns, lines);
  }
}
