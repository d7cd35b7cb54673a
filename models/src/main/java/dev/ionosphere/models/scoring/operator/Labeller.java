package dev.ionosphere.models.scoring.operator;

/** A kernel whose first number is that of a label. */
public interface Labeller extends Kernel {

  /**
   * How far one label is from winning over another, in a row: 0 of a tie, NaN if that cannot be
   * said.
   *
   * @param in numbers of the row that it reads
   */
  double gap(double[] in, int winner, int other);
}
