package dev.ionosphere.api.dashboard.training;

import dev.ionosphere.api.dashboard.chart.Chart;
import dev.ionosphere.api.training.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One metric over the runs of an ION, oldest first. */
public record MetricCurve(String name, Chart chart) {
  private static final int MOST = 8;

  /** Curves of the metrics that differ between at least two finished runs. */
  static List<MetricCurve> of(List<TrainingRun> newestFirst) {
    List<TrainingRun> runs =
        newestFirst.reversed().stream().filter(run -> !run.metrics().isEmpty()).toList();
    TreeSet<String> names = new TreeSet<>();
    runs.forEach(run -> names.addAll(run.metrics().keySet()));
    List<MetricCurve> curves = new ArrayList<>();
    for (String name : names) {
      double[] values = runs.stream().mapToDouble(run -> value(run.metrics(), name)).toArray();
      if (curves.size() < MOST && differ(values)) {
        List<String> labels = runs.stream().map(MetricCurve::number).toList();
        Chart.Series series = new Chart.Series(name, "chart-b", false, values);
        curves.add(
            new MetricCurve(
                name, new Chart("line", labels, List.of(series), "", null, name + " of each run")));
      }
    }
    return curves;
  }

  private static double value(Map<String, Double> metrics, String name) {
    Double value = metrics.get(name);
    return value == null ? Double.NaN : value;
  }

  private static boolean differ(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return true;
      }
    }
    return false;
  }

  /** The last part of {@code <ion>.<node>.<n>}. */
  private static String number(TrainingRun run) {
    return run.id().substring(run.id().lastIndexOf('.') + 1);
  }
}
