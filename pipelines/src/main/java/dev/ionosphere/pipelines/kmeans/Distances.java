package dev.ionosphere.pipelines.kmeans;

import org.apache.spark.api.java.JavaDoubleRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Distances of rows to the centre of their cluster in standardised units, computed with Spark's own
 * vectors.
 */
final class Distances {
  private final JavaDoubleRDD distances;

  /** What Spark says of one row. */
  record Scored(int cluster, double distance) {}

  Distances(Dataset<Row> rows, Vector[] centres) {
    distances =
        rows.javaRDD()
            .mapToDouble(row -> scored(row, centres).distance())
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  static Scored scored(Row row, Vector[] centres) {
    int cluster = row.getAs(KMeansLearner.CLUSTER);
    Vector standardised = row.getAs(KMeansLearner.SCALED);
    return new Scored(cluster, Math.sqrt(Vectors.sqdist(standardised, centres[cluster])));
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
