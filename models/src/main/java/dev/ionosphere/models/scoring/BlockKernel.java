package dev.ionosphere.models.scoring;

import java.util.Arrays;

/**
 * Nearest centres of a block of rows, column by column. The inner loop runs over rows with one
 * index for all arrays and no dependency from row to row: the form that the JIT compiler turns into
 * vector instructions.
 */
final class BlockKernel {

  /** Rows worked on at once: few enough for their columns to stay in the first caches. */
  static final int BLOCK = 128;

  /** Features worked on at once, so that sums are not loaded and stored for each. */
  static final int AT_ONCE = 4;

  private final int clusters;
  private final int width; // a multiple of AT_ONCE; the rest is zero in rows and centres
  private final double[] centres;

  BlockKernel(Step.KMeans kMeans) {
    this.clusters = kMeans.clusters();
    this.width = padded(kMeans.width(), AT_ONCE);
    this.centres = new double[clusters * width];
    for (int c = 0; c < clusters; c++) {
      for (int j = 0; j < kMeans.width(); j++) {
        centres[c * width + j] = kMeans.centres().get(c * kMeans.width() + j);
      }
    }
  }

  static int padded(int size, int multiple) {
    return (size + multiple - 1) / multiple * multiple;
  }

  /** Columns that a block of rows needs. */
  int width() {
    return width;
  }

  /**
   * Finds the nearest centre of each row.
   *
   * @param at where the results of the block begin
   */
  void nearest(int size, int at, Scores into) {
    double[][] columns = into.columns;
    double[] sums = into.sums;
    double[] least = into.least;
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(into.clusters, at, at + size, Scores.UNSCORED);
    for (int c = 0, from = 0; c < clusters; c++, from += width) {
      Arrays.fill(sums, 0);
      for (int j = 0; j < width; j += AT_ONCE) {
        addSquares(
            columns[j],
            centres[from + j],
            columns[j + 1],
            centres[from + j + 1],
            columns[j + 2],
            centres[from + j + 2],
            columns[j + 3],
            centres[from + j + 3],
            sums);
      }
      for (int r = 0; r < size; r++) {
        // "Less", so that of equally near centres the first wins, as in Spark; false for NaN.
        if (sums[r] < least[r]) {
          least[r] = sums[r];
          into.clusters[at + r] = c;
        }
      }
    }
    for (int r = 0; r < size; r++) {
      boolean scored = into.clusters[at + r] != Scores.UNSCORED;
      into.distances[at + r] = scored ? Math.sqrt(least[r]) : Double.NaN;
    }
  }

  /** Always the whole block: rows past the end cost less than a loop of unknown length. */
  private static void addSquares(
      double[] column0,
      double centre0,
      double[] column1,
      double centre1,
      double[] column2,
      double centre2,
      double[] column3,
      double centre3,
      double[] sums) {
    for (int r = 0; r < BLOCK; r++) {
      double d0 = column0[r] - centre0;
      double d1 = column1[r] - centre1;
      double d2 = column2[r] - centre2;
      double d3 = column3[r] - centre3;
      // In this order, so that a row alone gives the same to the last bit.
      sums[r] = (((sums[r] + d0 * d0) + d1 * d1) + d2 * d2) + d3 * d3;
    }
  }
}
