package dev.ionosphere.models.health;

import java.util.Arrays;

/**
 * Bins that training chooses for a column: few different values are categories; else 13 bins, 12
 * edges from two deviations below the mean to two above, in steps of 4/11 deviations, and what is
 * outside.
 */
public final class TrainingBins {

  /** A column with fewer different values is categorical. */
  public static final int CATEGORIES = 25;

  private static final int STEPS = 11;
  private static final double NO_DEVIATION = 0.05;

  private TrainingBins() {}

  /** Bins for these values; NaN is left out, a column of nothing else gets one bin for all. */
  public static Bins of(double[] column) {
    double[] distinct =
        Arrays.stream(column)
            .filter(Double::isFinite)
            .map(value -> value + 0.0)
            .distinct()
            .limit(CATEGORIES)
            .sorted()
            .toArray();
    if (distinct.length < CATEGORIES) {
      return Bins.categorical(distinct);
    }
    return continuous(column);
  }

  /** By the corrected two-pass algorithm: Chan, Golub, LeVeque, American Statistician 37 (1983). */
  private static Bins continuous(double[] column) {
    long count = 0;
    double sum = 0;
    for (double value : column) {
      if (Double.isFinite(value)) {
        count++;
        sum += value;
      }
    }
    double mean = sum / count;
    double differences = 0;
    double squares = 0;
    for (double value : column) {
      if (Double.isFinite(value)) {
        double difference = value - mean;
        differences += difference;
        squares += difference * difference;
      }
    }
    double variance = (squares - differences * differences / count) / count;
    return Bins.continuous(edges(mean + differences / count, Math.sqrt(variance)));
  }

  /**
   * The 12 edges.
   *
   * @param deviation of the population; 0 is taken as 0.05
   */
  public static double[] edges(double mean, double deviation) {
    double sd = deviation == 0 ? NO_DEVIATION : deviation;
    double[] edges = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      edges[i] = mean - 2 * sd + i * (4 * sd / STEPS);
    }
    return edges;
  }
}
