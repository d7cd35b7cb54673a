package dev.ionosphere.pipelines.baseline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Training counts of one feature, which live data is compared with.
 *
 * @param labels names of the edges of a category; empty of a number
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FeatureHistogram(
    String name, String kind, double[] edges, long[] counts, List<String> labels) {

  /**
   * Counts the rows, whose columns are the features in their order.
   *
   * @param categories values of a feature in the order of their places, none of a number
   */
  public static List<FeatureHistogram> of(
      Dataset<Row> rows, List<FeatureSummary> features, Function<String, List<String>> categories) {
    Edges[] edges = new Edges[features.size()];
    for (int i = 0; i < edges.length; i++) {
      int values = categories.apply(features.get(i).name()).size();
      edges[i] =
          values > 0
              ? Edges.categorical(
                  features.get(i).name(), IntStream.range(0, values).asDoubleStream().toArray())
              : edges(rows.select(rows.columns()[i]), features.get(i));
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
          new FeatureHistogram(
              edges[i].name(),
              edges[i].kind(),
              edges[i].edges(),
              counts[i],
              categories.apply(edges[i].name())));
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
