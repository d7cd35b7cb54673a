package dev.ionosphere.pipelines.input;

import dev.ionosphere.pipelines.JobException;
import java.io.Serializable;

/**
 * Which rows are kept back to measure a model by. Chosen by chance, and the same ones each time,
 * however Spark spreads the rows. Of each label the first row of a block is learned from.
 *
 * @param share of the rows, 0 to 0.5
 */
public record Holdout(double share, long seed) implements Serializable {

  private static final double MOST = 0.5;
  private static final double UNIT = 0x1p-53;
  private static final int BITS = 11;

  public Holdout {
    if (!(share >= 0 && share <= MOST)) {
      throw new JobException("holdout is " + share + ", allowed is a number from 0 to " + MOST);
    }
  }

  /**
   * @param block position of the row's block in the input
   * @param row of the block
   */
  boolean holds(long block, int row) {
    return (mixed(mixed(seed ^ mixed(block)) + row) >>> BITS) * UNIT < share;
  }

  /** The finaliser of SplitMix64. */
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
