package dev.ionosphere.api.health.judge;

import java.util.List;

/**
 * What is usual among the devices of a node: neighbours share the weather, not the wear.
 *
 * @param limit similarity below which one is unlike the others; 0 if there are too few
 * @param back similarity from which on one that was unlike them is like them again
 */
public record Cohort(double limit, double back) {

  private static final int FEWEST = 3;
  private static final double LEAST_GAP = 0.2;
  private static final double DEVIATIONS = 3;

  /** Of a normal distribution, by its median absolute deviation. */
  private static final double PER_DEVIATION = 1.4826;

  /**
   * Of the similarity of each device. The spread is that of the better half: devices that wear out
   * do not widen what is usual among the others. Half of the way back is enough.
   */
  public static Cohort of(List<Double> scores) {
    if (scores.size() < FEWEST) {
      return new Cohort(0, 0);
    }
    double middle = median(scores);
    double spread =
        median(
            scores.stream().filter(score -> score >= middle).map(score -> score - middle).toList());
    double gap = Math.max(LEAST_GAP, DEVIATIONS * PER_DEVIATION * spread);
    return new Cohort(middle - gap, middle - gap / 2);
  }

  /** Rows of a bucket that one device counts for at most; all if there are too few devices. */
  public static long mostRows(List<Double> usual, int weight) {
    return usual.size() < FEWEST
        ? Long.MAX_VALUE
        : (long) Math.ceil(Math.max(1, median(usual)) * weight);
  }

  /** Seconds of the stretches that are usual; any are if there are too few devices. */
  public static long stretch(List<Long> seconds) {
    return seconds.size() < FEWEST
        ? 1
        : seconds.stream().sorted().skip(seconds.size() / 2).findFirst().orElse(1L);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
