package dev.ionosphere.pipelines.kmeans;

import org.apache.spark.api.java.JavaDoubleRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows scored by Spark, with the distance to the centre of their cluster in standardised units,
 * computed with Spark's own vectors.
 */
final class Distances {
  private final JavaRDD<Scored> scored;
  private final JavaDoubleRDD distances;

  /** What Spark says of one row; {@code raw} is the whole row as it was scored. */
  record Scored(Row raw, int cluster, double distance) implements java.io.Serializable {}

  Distances(Dataset<Row> rows, String vectorColumn, String clusterColumn, Vector[] centres) {
    scored =
        rows.javaRDD()
            .map(row -> {
              int cluster = row.getAs(clusterColumn);
              Vector standardised = row.getAs(vectorColumn);
              return new Scored(
                  row, cluster, Math.sqrt(Vectors.sqdist(standardised, centres[cluster])));
            });
    distances = scored.mapToDouble(Scored::distance).persist(StorageLevel.MEMORY_AND_DISK());
  }

  JavaRDD<Scored> scored() {
    return scored;
  }

  /** Exact, linear between neighbours as NumPy and scikit-learn have it: a distributed sort. */
  double quantile(double quantile, long rows) {
    double position = quantile * (rows - 1);
    long below = (long) Math.floor(position);
    double[] around =
        distances
            .map(Double::valueOf)
            .sortBy(distance -> distance, true, distances.getNumPartitions())
            .zipWithIndex()
            .filter(entry -> entry._2() == below || entry._2() == below + 1)
            .mapToDouble(entry -> entry._1())
            .collect()
            .stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    double lower = around[0];
    double upper = around[around.length - 1];
    return lower + (position - below) * (upper - lower);
  }

  long over(double threshold) {
    return distances.filter(distance -> distance > threshold).count();
  }
}
