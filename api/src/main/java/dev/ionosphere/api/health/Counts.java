package dev.ionosphere.api.health;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Counts in bins, added up. */
public final class Counts {

  /** By feature; one that is in one map only is taken from there. */
  public static Map<String, long[]> merged(Map<String, long[]> left, Map<String, long[]> right) {
    Map<String, long[]> sums = new TreeMap<>(left);
    right.forEach((feature, counts) -> sums.merge(feature, counts, Counts::sum));
    return sums;
  }

  /** Bin by bin; the longer one gives the length. */
  public static long[] sum(long[] left, long[] right) {
    long[] sums = Arrays.copyOf(left, Math.max(left.length, right.length));
    for (int i = 0; i < right.length; i++) {
      sums[i] = plus(sums[i], right[i]);
    }
    return sums;
  }

  /** Stops at the largest number instead of turning negative. */
  public static long plus(long left, long right) {
    long sum = left + right;
    return left > 0 && right > 0 && sum < 0 ? Long.MAX_VALUE : sum;
  }

  private Counts() {}
}
