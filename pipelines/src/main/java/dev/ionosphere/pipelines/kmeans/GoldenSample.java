package dev.ionosphere.pipelines.kmeans;

import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Rows spread evenly over the training data, with what Spark itself says of them. Whoever scores
 * elsewhere must say the same.
 */
record GoldenSample(List<String> features, double[][] rows, int[] clusters, double[] distances) {
  private static final int ROWS = 200;

  /**
   * @param features names of the first columns of the rows
   */
  static GoldenSample of(Distances distances, List<String> features, long count) {
    long size = Math.min(ROWS, count);
    List<Distances.Scored> sample =
        distances
            .scored()
            .zipWithIndex()
            // Row j of the sample is row floor(j * count / size): those where the quotient steps.
            .filter(entry -> entry._2() == 0 || step(entry._2(), size, count))
            .map(entry -> entry._1())
            .collect();
    double[][] rows = new double[sample.size()][features.size()];
    int[] clusters = new int[sample.size()];
    double[] golden = new double[sample.size()];
    for (int i = 0; i < sample.size(); i++) {
      Row raw = sample.get(i).raw();
      for (int j = 0; j < features.size(); j++) {
        rows[i][j] = raw.getDouble(j);
      }
      clusters[i] = sample.get(i).cluster();
      golden[i] = sample.get(i).distance();
    }
    return new GoldenSample(features, rows, clusters, golden);
  }

  private static boolean step(long index, long size, long count) {
    return index * size / count != (index - 1) * size / count;
  }
}
