package dev.ionosphere.pipelines.baseline;

import dev.ionosphere.data.check.ColumnProfile;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What training knows of one column before it learns.
 *
 * @param deviation standard deviation of the population, for the edges of histograms
 */
public record FeatureSummary(
    String name, double mean, double deviation, double least, double most, long distinct) {

  /**
   * A column that never changes but for rounding says nothing, and cannot be standardised. One that
   * changes in the file may not in the rows without a missing value.
   */
  public boolean constant() {
    return ColumnProfile.isConstant(least, most);
  }

  /**
   * Measures the columns of rows.
   *
   * @param features their names, in the order of the rows' columns
   */
  public static List<FeatureSummary> of(Dataset<Row> rows, List<String> features) {
    List<Column> figures = new ArrayList<>();
    for (String name : rows.columns()) {
      Column column = functions.col(name);
      figures.add(functions.avg(column));
      figures.add(functions.stddev_pop(column));
      figures.add(functions.min(column));
      figures.add(functions.max(column));
      figures.add(functions.approx_count_distinct(column));
    }
    Row row =
        rows.agg(figures.get(0), figures.subList(1, figures.size()).toArray(Column[]::new)).first();
    List<FeatureSummary> summaries = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      int at = 5 * i;
      summaries.add(
          new FeatureSummary(
              features.get(i),
              row.getDouble(at),
              row.isNullAt(at + 1) ? 0 : row.getDouble(at + 1),
              row.getDouble(at + 2),
              row.getDouble(at + 3),
              row.getLong(at + 4)));
    }
    return List.copyOf(summaries);
  }
}
