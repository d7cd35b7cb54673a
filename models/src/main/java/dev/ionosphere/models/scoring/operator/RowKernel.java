package dev.ionosphere.models.scoring.operator;

/** A kernel that works row by row also in a block: for what has few columns. */
abstract class RowKernel implements Kernel {

  private final int needs;
  private final int width;

  RowKernel(int needs, int width) {
    this.needs = needs;
    this.width = width;
  }

  @Override
  public final int work() {
    return needs + width;
  }

  @Override
  public final void block(double[][] in, double[][] out, double[] work, int size) {
    for (int r = 0; r < size; r++) {
      for (int j = 0; j < needs; j++) {
        work[j] = in[j][r];
      }
      compute(work, 0, work, needs);
      for (int j = 0; j < width; j++) {
        out[j][r] = work[needs + j];
      }
    }
  }

  @Override
  public final void row(double[] in, double[] out, double[] work) {
    compute(in, 0, out, 0);
  }

  /** Reads {@code needs} numbers and writes {@code width}, from these places on. */
  abstract void compute(double[] in, int from, double[] out, int to);
}
