package dev.ionosphere.models.scoring.operator;

/**
 * Computes an operator, for blocks of rows and for one. A row gives the same to the last bit alone
 * and in any block. Arrays have at least {@link #padded} columns, those beyond the width are zero.
 */
public interface Kernel {

  /** Rows worked on at once: few enough for their columns to stay in the first caches. */
  int BLOCK = 128;

  /** Columns worked on at once, so that sums are not loaded and stored for each. */
  int AT_ONCE = 4;

  /** Numbers of work space that it needs. */
  default int work() {
    return 0;
  }

  /**
   * Computes a block; what it gives for rows from {@code size} on means nothing.
   *
   * @param in columns, each of {@link #BLOCK} rows
   * @param out columns, each of {@link #BLOCK} rows
   */
  void block(double[][] in, double[][] out, double[] work, int size);

  /** Computes one row. */
  void row(double[] in, double[] out, double[] work);

  /** Columns that a width takes. */
  static int padded(int width) {
    return padded(width, AT_ONCE);
  }

  static int padded(int size, int multiple) {
    return (size + multiple - 1) / multiple * multiple;
  }
}
