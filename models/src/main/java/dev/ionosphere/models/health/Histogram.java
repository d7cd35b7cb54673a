package dev.ionosphere.models.health;

import java.util.Arrays;

/**
 * Counts of one feature's values. Merges by addition, so in any order. Immutable.
 *
 * <p>Rows that are in no bin had no value: {@code rows} minus the sum of the counts are missing.
 */
public final class Histogram {

  private final long[] counts;
  private final long rows;

  private Histogram(long[] counts, long rows) {
    this.counts = counts;
    this.rows = rows;
  }

  /**
   * Counts of some rows.
   *
   * @param rows that were looked at, missing values included
   * @throws IllegalArgumentException if a count is negative or there are more counts than rows
   */
  public static Histogram of(long[] counts, long rows) {
    long sum = 0;
    for (long count : counts) {
      sum = count < 0 ? -1 : Math.addExact(sum, count);
      if (sum < 0 || sum > rows) {
        throw new IllegalArgumentException(
            "histogram: got "
                + Arrays.toString(counts)
                + " of "
                + rows
                + " rows, allowed: counts of 0 or more, in sum at most the rows");
      }
    }
    return new Histogram(counts.clone(), rows);
  }

  /** Counts of rows that all had a value. */
  public static Histogram of(long... counts) {
    return of(counts, Arrays.stream(counts).reduce(0, Math::addExact));
  }

  public static Histogram empty(int bins) {
    return new Histogram(new long[bins], 0);
  }

  /**
   * Both together.
   *
   * @throws IllegalArgumentException if the other has another number of bins
   */
  public Histogram merge(Histogram other) {
    if (other.counts.length != counts.length) {
      throw new IllegalArgumentException(
          "histogram: got " + other.counts.length + " bins to merge, allowed: " + counts.length);
    }
    long[] sums = new long[counts.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.addExact(counts[i], other.counts[i]);
    }
    return new Histogram(sums, Math.addExact(rows, other.rows));
  }

  public long[] counts() {
    return counts.clone();
  }

  public int bins() {
    return counts.length;
  }

  public long rows() {
    return rows;
  }

  public long missing() {
    long present = 0;
    for (long count : counts) {
      present += count;
    }
    return rows - present;
  }

  /** Share of the rows in each bin; their sum is below 1 if values are missing. */
  public double[] shares() {
    double[] shares = new double[counts.length];
    for (int i = 0; rows > 0 && i < shares.length; i++) {
      shares[i] = (double) counts[i] / rows;
    }
    return shares;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram histogram
        && rows == histogram.rows
        && Arrays.equals(counts, histogram.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(rows) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return Arrays.toString(counts) + " of " + rows;
  }
}
