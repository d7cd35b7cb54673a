package dev.ionosphere.models.scoring.operator;

import java.util.Arrays;

/**
 * Nearest of centres that lie where a file is mapped: one is copied at a time. The additions are in
 * the order of {@link NearestCentreKernel}.
 */
final class MappedCentresKernel implements Labeller {

  private final int clusters;
  private final int needs;
  private final int width; // a multiple of AT_ONCE; the rest is zero in rows and centres
  private final Vector centres;

  MappedCentresKernel(NearestCentre of) {
    clusters = of.count();
    needs = of.needs();
    width = Kernel.padded(needs);
    centres = of.centres();
  }

  @Override
  public int work() {
    return BLOCK + width;
  }

  @Override
  public void block(double[][] in, double[][] out, double[] work, int size) {
    double[] nearest = out[0];
    double[] least = out[1];
    Arrays.fill(nearest, Double.NaN);
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(work, BLOCK, BLOCK + width, 0);
    for (int c = 0; c < clusters; c++) {
      centres.copy(c * needs, work, BLOCK, needs);
      Arrays.fill(work, 0, BLOCK, 0);
      for (int j = 0; j < width; j += AT_ONCE) {
        NearestCentreKernel.addSquares(in, j, work, BLOCK + j, work);
      }
      for (int r = 0; r < size; r++) {
        if (work[r] < least[r]) {
          least[r] = work[r];
          nearest[r] = c;
        }
      }
    }
    for (int r = 0; r < size; r++) {
      least[r] = Math.sqrt(least[r]);
    }
  }

  @Override
  public void row(double[] in, double[] out, double[] work) {
    double least = Double.POSITIVE_INFINITY;
    double nearest = Double.NaN;
    for (int c = 0; c < clusters; c++) {
      double sum = squares(in, c, work);
      if (sum < least) {
        least = sum;
        nearest = c;
      }
    }
    out[0] = nearest;
    out[1] = Math.sqrt(least);
  }

  private double squares(double[] in, int cluster, double[] work) {
    centres.copy(cluster * needs, work, 0, needs);
    double sum = 0;
    for (int j = 0; j < needs; j++) {
      double difference = in[j] - work[j];
      sum += difference * difference;
    }
    return sum;
  }

  @Override
  public double gap(double[] in, int winner, int other) {
    double[] work = new double[needs];
    return Math.sqrt(squares(in, other, work)) - Math.sqrt(squares(in, winner, work));
  }
}
