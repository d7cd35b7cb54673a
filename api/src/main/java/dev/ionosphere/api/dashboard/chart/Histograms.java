package dev.ionosphere.api.dashboard.chart;

import dev.ionosphere.api.dashboard.Format;
import dev.ionosphere.api.dashboard.chart.Chart.Series;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Histograms as charts, in per cent of their rows, so that few rows compare with many. */
public final class Histograms {

  private static final int MOST_DECIMALS = 6;
  private static final String UNSEEN = "unseen";

  /**
   * Two distributions over the bins of a feature.
   *
   * @param before counts drawn grey
   * @param after counts drawn in colour, in the same bins; empty draws only {@code before}
   */
  public static Chart compared(
      Baseline.Feature feature, String beforeName, long[] before, String afterName, long[] after) {
    List<Series> series = new ArrayList<>();
    series.add(
        new Series(beforeName, after.length == 0 ? "chart-b" : "chart-a", false, percents(before)));
    if (after.length == before.length) {
      series.add(new Series(afterName, "chart-b", false, percents(after)));
    }
    return new Chart(
        "bar",
        labels(feature),
        series,
        " %",
        null,
        "Histogram of "
            + feature.name()
            + (series.size() > 1 ? ", " + beforeName + " against " + afterName : ""));
  }

  private static List<String> labels(Baseline.Feature feature) {
    if (feature.labels().isEmpty()) {
      return labels(feature.bins());
    }
    List<String> labels = new ArrayList<>(feature.labels());
    labels.add(labels.contains(UNSEEN) ? UNSEEN + " in training" : UNSEEN);
    return labels;
  }

  /** One label a bin: the value, or where the bin starts. */
  public static List<String> labels(Bins bins) {
    List<String> edges = texts(bins.edges());
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < bins.size(); i++) {
      labels.add(label(bins, edges, i));
    }
    return labels;
  }

  private static String label(Bins bins, List<String> edges, int bin) {
    return switch (bins.kind()) {
      case CATEGORICAL -> bin < edges.size() ? edges.get(bin) : "other";
      case CONTINUOUS -> {
        if (edges.isEmpty()) {
          yield "< all";
        }
        yield bin == 0
            ? "< " + edges.getFirst()
            : bin <= edges.size() ? "≥ " + edges.get(bin - 1) : "";
      }
    };
  }

  /** With as many decimals as it takes to tell one from another. */
  private static List<String> texts(double[] edges) {
    List<String> texts = Arrays.stream(edges).mapToObj(Format::metric).toList();
    for (int decimals = 1; repeats(texts) && decimals <= MOST_DECIMALS; decimals++) {
      String format = "%." + decimals + "f";
      texts = Arrays.stream(edges).mapToObj(e -> String.format(Locale.ROOT, format, e)).toList();
    }
    return texts;
  }

  private static boolean repeats(List<String> texts) {
    return Set.copyOf(texts).size() < texts.size();
  }

  private static double[] percents(long[] counts) {
    double sum = Arrays.stream(counts).sum();
    return Arrays.stream(counts)
        .mapToDouble(count -> sum == 0 ? 0 : Math.round(count / sum * 1000) / 10.0)
        .toArray();
  }

  private Histograms() {}
}
