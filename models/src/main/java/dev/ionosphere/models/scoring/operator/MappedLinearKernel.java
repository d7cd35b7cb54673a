package dev.ionosphere.models.scoring.operator;

import java.util.Arrays;

/**
 * Weighted sums whose weights lie where a file is mapped: those of one sum are copied at a time.
 */
final class MappedLinearKernel implements Kernel {

  private final int needs;
  private final Vector weights;
  private final double[] intercepts;

  MappedLinearKernel(Linear of) {
    needs = of.needs();
    weights = of.weights();
    intercepts = of.intercepts().toArray();
  }

  @Override
  public int work() {
    return needs;
  }

  @Override
  public void block(double[][] in, double[][] out, double[] own, int size) {
    for (int k = 0; k < intercepts.length; k++) {
      weights.copy(k * needs, own, 0, needs);
      double[] sums = out[k];
      Arrays.fill(sums, 0);
      for (int j = 0; j < needs; j++) {
        double[] column = in[j];
        double weight = own[j];
        for (int r = 0; r < size; r++) {
          sums[r] += weight * column[r];
        }
      }
      double intercept = intercepts[k];
      for (int r = 0; r < size; r++) {
        sums[r] += intercept;
      }
    }
  }

  @Override
  public void row(double[] in, double[] out, double[] own) {
    for (int k = 0; k < intercepts.length; k++) {
      weights.copy(k * needs, own, 0, needs);
      double sum = 0;
      for (int j = 0; j < needs; j++) {
        sum += own[j] * in[j];
      }
      out[k] = sum + intercepts[k];
    }
  }
}
