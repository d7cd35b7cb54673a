package dev.ionosphere.models.scoring;

import java.util.Arrays;

/**
 * The nearest centre of one row. Here the inner loop runs over centres, for want of other rows; the
 * form is that of {@link BlockKernel}, and so is the order of additions, so that both give the same
 * to the last bit.
 */
final class RowKernel {

  private static final int LANES = 8;
  private static final int AT_ONCE = BlockKernel.AT_ONCE;

  private final Input input;
  private final int clusters;
  private final double[][] centres; // [feature][cluster], filled up with zeros both ways
  private final ThreadLocal<Work> work;

  RowKernel(Input input, Step.KMeans kMeans) {
    this.input = input;
    this.clusters = kMeans.clusters();
    int width = BlockKernel.padded(kMeans.width(), AT_ONCE);
    int lanes = BlockKernel.padded(clusters, LANES);
    this.centres = new double[width][lanes];
    for (int c = 0; c < clusters; c++) {
      for (int j = 0; j < kMeans.width(); j++) {
        centres[j][c] = kMeans.centres().get(c * kMeans.width() + j);
      }
    }
    // Not allocated for each row, and safe for threads.
    this.work = ThreadLocal.withInitial(() -> new Work(new double[width], new double[lanes]));
  }

  /** The standardised row and its squared distance to each centre so far. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Work(double[] values, double[] sums) {}

  Score score(double[] row, double threshold) {
    Work own = work.get();
    double[] values = own.values();
    double[] sums = own.sums();
    input.standardise(row, values);
    Arrays.fill(sums, 0);
    for (int j = 0; j < centres.length; j += AT_ONCE) {
      addSquares(
          values[j],
          centres[j],
          values[j + 1],
          centres[j + 1],
          values[j + 2],
          centres[j + 2],
          values[j + 3],
          centres[j + 3],
          sums);
    }
    double least = Double.POSITIVE_INFINITY;
    int cluster = Scores.UNSCORED;
    for (int c = 0; c < clusters; c++) {
      // "Less", so that of equally near centres the first wins, as in Spark; false for NaN.
      if (sums[c] < least) {
        least = sums[c];
        cluster = c;
      }
    }
    double distance = cluster == Scores.UNSCORED ? Double.NaN : Math.sqrt(least);
    return new Score(cluster, distance, distance > threshold);
  }

  private static void addSquares(
      double value0,
      double[] centres0,
      double value1,
      double[] centres1,
      double value2,
      double[] centres2,
      double value3,
      double[] centres3,
      double[] sums) {
    for (int c = 0; c < sums.length; c++) {
      double d0 = value0 - centres0[c];
      double d1 = value1 - centres1[c];
      double d2 = value2 - centres2[c];
      double d3 = value3 - centres3[c];
      sums[c] = (((sums[c] + d0 * d0) + d1 * d1) + d2 * d2) + d3 * d3;
    }
  }
}
