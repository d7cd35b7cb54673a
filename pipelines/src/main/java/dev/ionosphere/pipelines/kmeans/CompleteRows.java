package dev.ionosphere.pipelines.kmeans;

import dev.ionosphere.pipelines.JobException;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;

/**
 * The features as doubles, without the rows that lack a value.
 *
 * @param count rows kept
 * @param skipped rows with a missing or infinite value
 */
record CompleteRows(Dataset<Row> rows, long count, long skipped) {

  static CompleteRows of(SparkSession spark, CsvTable table, List<String> features) {
    LongAccumulator read = spark.sparkContext().longAccumulator("rows read");
    LongAccumulator skipped = spark.sparkContext().longAccumulator("rows skipped");
    Column[] columns =
        features.stream()
            .map(feature -> CsvTable.column(feature).cast("double").as(feature))
            .toArray(Column[]::new);
    int width = columns.length;
    // Kept after the first pass, so the accumulators count each row once.
    JavaRDD<Row> complete =
        table
            .rows()
            .select(columns)
            .javaRDD()
            .filter(row -> {
              read.add(1);
              for (int i = 0; i < width; i++) {
                if (row.isNullAt(i) || !Double.isFinite(row.getDouble(i))) {
                  skipped.add(1);
                  return false;
                }
              }
              return true;
            })
            .persist(StorageLevel.MEMORY_AND_DISK());
    long count = complete.count();
    if (count == 0) {
      throw new JobException(
          "input %s has no row with a value in each of the columns %s"
              .formatted(table.files(), features));
    }
    return new CompleteRows(
        spark.createDataFrame(complete, schema(features)), count, skipped.value());
  }

  private static StructType schema(List<String> features) {
    return DataTypes.createStructType(
        features.stream()
            .map(feature -> DataTypes.createStructField(feature, DataTypes.DoubleType, false))
            .toArray(StructField[]::new));
  }

  /** Keeps only the named columns. */
  Dataset<Row> select(List<String> features) {
    return rows.select(features.stream().map(CsvTable::column).toArray(Column[]::new));
  }
}
