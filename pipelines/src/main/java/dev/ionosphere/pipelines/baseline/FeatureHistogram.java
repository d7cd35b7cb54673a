package dev.ionosphere.pipelines.baseline;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Training counts of one feature, which live data is compared with. */
public record FeatureHistogram(String name, String kind, double[] edges, long[] counts) {

  /** Counts the rows, whose columns are the features in their order. */
  public static List<FeatureHistogram> of(Dataset<Row> rows, List<FeatureSummary> features) {
    Edges[] edges = new Edges[features.size()];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = edges(rows.select(rows.columns()[i]), features.get(i));
    }
    long[][] zero = new long[edges.length][];
    for (int i = 0; i < edges.length; i++) {
      zero[i] = new long[edges[i].bins()];
    }
    long[][] counts =
        rows.javaRDD()
            .treeAggregate(
                zero,
                (sum, row) -> {
                  for (int i = 0; i < edges.length; i++) {
                    sum[i][edges[i].bin(row.getDouble(i))]++;
                  }
                  return sum;
                },
                (left, right) -> {
                  for (int i = 0; i < left.length; i++) {
                    for (int bin = 0; bin < left[i].length; bin++) {
                      left[i][bin] += right[i][bin];
                    }
                  }
                  return left;
                });
    List<FeatureHistogram> histograms = new ArrayList<>();
    for (int i = 0; i < edges.length; i++) {
      histograms.add(
          new FeatureHistogram(edges[i].name(), edges[i].kind(), edges[i].edges(), counts[i]));
    }
    return List.copyOf(histograms);
  }

  private static Edges edges(Dataset<Row> column, FeatureSummary feature) {
    // The count is an estimate, so ask for one value more than a category may have.
    if (feature.distinct() < 2L * Edges.CATEGORIES_BELOW) {
      List<Row> values = column.distinct().takeAsList(Edges.CATEGORIES_BELOW);
      if (values.size() < Edges.CATEGORIES_BELOW) {
        return Edges.categorical(
            feature.name(), values.stream().mapToDouble(row -> row.getDouble(0)).toArray());
      }
    }
    return Edges.continuous(feature.name(), feature.mean(), feature.deviation());
  }
}
