package dev.ionosphere.models.scoring.operator;

import java.util.Arrays;

/**
 * The inner loop of a block runs over rows, column by column, with one index for all arrays and no
 * dependency from row to row: the form that the JIT compiler turns into vector instructions. Of one
 * row it runs over centres, for want of other rows, with the additions in the same order.
 */
final class NearestCentreKernel implements Labeller {

  private static final int LANES = 8;

  private final int clusters;
  private final int needs;
  private final int width; // a multiple of AT_ONCE; the rest is zero in rows and centres
  private final int lanes;
  private final double[] centres; // [cluster * width + feature]
  private final double[][] columns; // [feature][cluster], filled up with zeros both ways

  NearestCentreKernel(NearestCentre of) {
    clusters = of.count();
    needs = of.needs();
    width = Kernel.padded(needs);
    lanes = Kernel.padded(clusters, LANES);
    centres = new double[clusters * width];
    columns = new double[width][lanes];
    for (int c = 0; c < clusters; c++) {
      for (int j = 0; j < needs; j++) {
        centres[c * width + j] = of.centres().get(c * needs + j);
        columns[j][c] = centres[c * width + j];
      }
    }
  }

  @Override
  public int work() {
    return Math.max(BLOCK, lanes);
  }

  @Override
  public void block(double[][] in, double[][] out, double[] sums, int size) {
    double[] nearest = out[0];
    double[] least = out[1];
    Arrays.fill(nearest, Double.NaN);
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int c = 0, from = 0; c < clusters; c++, from += width) {
      Arrays.fill(sums, 0, BLOCK, 0);
      for (int j = 0; j < width; j += AT_ONCE) {
        addSquares(in, j, centres, from + j, sums);
      }
      for (int r = 0; r < size; r++) {
        // "Less", so that of equally near centres the first wins, as in Spark; false for NaN.
        if (sums[r] < least[r]) {
          least[r] = sums[r];
          nearest[r] = c;
        }
      }
    }
    for (int r = 0; r < size; r++) {
      least[r] = Math.sqrt(least[r]);
    }
  }

  /** Adds the squares of the differences of four columns to four numbers of a centre. */
  static void addSquares(double[][] in, int column, double[] centres, int at, double[] sums) {
    addSquares(
        in[column],
        centres[at],
        in[column + 1],
        centres[at + 1],
        in[column + 2],
        centres[at + 2],
        in[column + 3],
        centres[at + 3],
        sums);
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

  @Override
  public void row(double[] in, double[] out, double[] sums) {
    Arrays.fill(sums, 0, lanes, 0);
    for (int j = 0; j < width; j += AT_ONCE) {
      addSquares(
          in[j],
          columns[j],
          in[j + 1],
          columns[j + 1],
          in[j + 2],
          columns[j + 2],
          in[j + 3],
          columns[j + 3],
          lanes,
          sums);
    }
    double least = Double.POSITIVE_INFINITY;
    double nearest = Double.NaN;
    for (int c = 0; c < clusters; c++) {
      if (sums[c] < least) {
        least = sums[c];
        nearest = c;
      }
    }
    out[0] = nearest;
    out[1] = Math.sqrt(least);
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
      int lanes,
      double[] sums) {
    for (int c = 0; c < lanes; c++) {
      double d0 = value0 - centres0[c];
      double d1 = value1 - centres1[c];
      double d2 = value2 - centres2[c];
      double d3 = value3 - centres3[c];
      sums[c] = (((sums[c] + d0 * d0) + d1 * d1) + d2 * d2) + d3 * d3;
    }
  }

  @Override
  public double gap(double[] in, int winner, int other) {
    return distance(in, other) - distance(in, winner);
  }

  private double distance(double[] in, int cluster) {
    double sum = 0;
    for (int j = 0; j < needs; j++) {
      double difference = in[j] - centres[cluster * width + j];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
