package dev.ionosphere.models.health;

import java.util.Arrays;

/**
 * How far what is seen now is from what training saw, from counts in the same bins. Missing values
 * count as one more bin in all scores but {@link #kolmogorovSmirnov}. Scores need rows on both
 * sides and are NaN without; whoever decides asks for a minimum of samples first.
 */
public final class HealthScores {

  /** Shares below this are taken as this by {@link #populationStabilityIndex}. */
  public static final double LEAST_SHARE = 1e-4;

  /** Shares that are rounded may add up to a little more than 1. */
  private static final double WHOLE = 1 + 1e-9;

  private HealthScores() {}

  /**
   * How well what is seen stays where training was dense: 1 is healthy, 0 is nowhere near. Not
   * symmetric, and blind to a collapse into training's most frequent bin.
   */
  public static double similarity(Histogram training, Histogram now) {
    sameBins(training, now);
    return training.rows() == 0 || now.rows() == 0
        ? Double.NaN
        : similarity(training.shares(), now.shares());
  }

  /**
   * {@code ((sum c)^2 / sum c^2) * (sum cp / (sum c * sum p))}, at most 1. If both sums are at most
   * 1, what they lack is one more bin on each side and the sums are 1.
   *
   * @param c shares or counts of training
   * @param p shares or counts now
   */
  public static double similarity(double[] c, double[] p) {
    double sumC = 0;
    double sumP = 0;
    double products = 0;
    double squares = 0;
    for (int i = 0; i < c.length; i++) {
      sumC += c[i];
      sumP += p[i];
      products += c[i] * p[i];
      squares += c[i] * c[i];
    }
    if (sumC <= WHOLE && sumP <= WHOLE) {
      double restC = Math.max(0, 1 - sumC);
      double restP = Math.max(0, 1 - sumP);
      products += restC * restP;
      squares += restC * restC;
      sumC = 1;
      sumP = 1;
    }
    return squares == 0 || sumP == 0
        ? 0
        : Math.min(1, sumC * sumC / squares * (products / (sumC * sumP)));
  }

  /**
   * Sum of {@code (now - training) * ln(now / training)} over shares; above 0.2 is a real shift.
   */
  public static double populationStabilityIndex(Histogram training, Histogram now) {
    double[] c = withMissing(training, now);
    double[] p = withMissing(now, training);
    double sum = 0;
    for (int i = 0; i < c.length; i++) {
      double expected = Math.max(c[i], LEAST_SHARE);
      double actual = Math.max(p[i], LEAST_SHARE);
      sum += (actual - expected) * Math.log(actual / expected);
    }
    return anyEmpty(training, now) ? Double.NaN : sum;
  }

  /**
   * The largest difference of the two cumulative distributions, over the values that are there. On
   * bins it is a lower bound of the statistic on the raw values.
   */
  public static double kolmogorovSmirnov(Histogram training, Histogram now) {
    sameBins(training, now);
    long[] c = training.counts();
    long[] p = now.counts();
    double sumC = training.rows() - training.missing();
    double sumP = now.rows() - now.missing();
    if (sumC == 0 || sumP == 0) {
      return Double.NaN;
    }
    long untilC = 0;
    long untilP = 0;
    double largest = 0;
    for (int i = 0; i < c.length; i++) {
      untilC += c[i];
      untilP += p[i];
      largest = Math.max(largest, Math.abs(untilC / sumC - untilP / sumP));
    }
    return largest;
  }

  /** Divergence in bits, 0 (equal) to 1 (nothing in common), symmetric. */
  public static double jensenShannon(Histogram training, Histogram now) {
    double[] c = withMissing(training, now);
    double[] p = withMissing(now, training);
    double sum = 0;
    for (int i = 0; i < c.length; i++) {
      double middle = (c[i] + p[i]) / 2;
      sum += term(c[i], middle) + term(p[i], middle);
    }
    return anyEmpty(training, now) ? Double.NaN : Math.clamp(sum / 2 / Math.log(2), 0, 1);
  }

  private static double term(double share, double middle) {
    return share == 0 ? 0 : share * Math.log(share / middle);
  }

  private static double[] withMissing(Histogram own, Histogram other) {
    sameBins(own, other);
    double[] shares = Arrays.copyOf(own.shares(), own.bins() + 1);
    shares[own.bins()] = own.rows() == 0 ? 0 : (double) own.missing() / own.rows();
    return shares;
  }

  private static boolean anyEmpty(Histogram training, Histogram now) {
    return training.rows() == 0 || now.rows() == 0;
  }

  private static void sameBins(Histogram training, Histogram now) {
    if (training.bins() != now.bins()) {
      throw new IllegalArgumentException(
          "histogram: got "
              + now.bins()
              + " bins, allowed: "
              + training.bins()
              + " as in training");
    }
  }
}
