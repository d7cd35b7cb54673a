package dev.ionosphere.models.health;

/**
 * Whether counts say something, or chance alone may have made them. All tests of one judgement
 * together say so wrongly with a probability of at most {@link #LEVEL}, if rows are drawn one
 * independent of the other.
 */
public final class Significance {

  /** Of one judgement. */
  public static final double LEVEL = 1e-4;

  private final double evidence;

  private Significance(double evidence) {
    this.evidence = evidence;
  }

  /** For a judgement of so many tests, each of two sides. */
  public static Significance among(long tests) {
    return new Significance(Math.log(2.0 * Math.max(1, tests) / LEVEL));
  }

  /** How often the logarithm of a likelihood ratio must be there, in nats. */
  public double evidence() {
    return evidence;
  }

  /** Whether {@code some} of {@code rows} are another share than {@code before} of {@code all}. */
  public boolean differ(long some, long rows, long before, long all) {
    if (rows == 0 || all == 0) {
      return false;
    }
    double pooled = ((double) some + before) / ((double) rows + all);
    double ratio = divergence(some, rows, pooled) + divergence(before, all, pooled);
    return ratio >= evidence;
  }

  /** Whether {@code some} of {@code rows} are more than the share, from 0 to 1. */
  public boolean above(long some, long rows, double share) {
    return rows > 0
        && (double) some / rows > share
        && (share >= 1 || divergence(some, rows, share) >= evidence);
  }

  /** Rows times the divergence of their share from another, in nats: Chernoff's exponent. */
  private static double divergence(long some, long rows, double share) {
    return term(some, rows, share) + term(rows - some, rows, 1 - share);
  }

  private static double term(long some, long rows, double share) {
    return some == 0 ? 0 : some * Math.log((double) some / rows / share);
  }

  /**
   * How far below 1 the similarity of so many rows may be by chance. It is a mean of weights that
   * are 1 on average and 0 or more, so Bernstein's inequality bounds it for any number of rows.
   */
  public double slack(Histogram training, long rows) {
    double independent = independent(rows, training.rows());
    if (independent == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double third = evidence / 3;
    return (third + Math.sqrt(third * third + 2 * independent * spread(training) * evidence))
        / independent;
  }

  /**
   * Rows that are needed to see that similarity is so much below 1; the most if none are enough.
   */
  public long rowsToSee(Histogram training, double loss, long most) {
    double independent = evidence * (2 * spread(training) + 2 * loss / 3) / (loss * loss);
    double all = training.rows();
    return independent >= all
        ? most
        : (long) Math.min(most, Math.ceil(independent * all / (all - independent)));
  }

  /** Rows in a row that must be alike to say that it is no chance. */
  public long rowsAlike(double share) {
    return share >= 1 ? Long.MAX_VALUE : (long) Math.ceil(evidence / -Math.log(share));
  }

  /** Rows that training, being a sample itself, lets count. */
  private static double independent(long rows, long training) {
    return rows == 0 || training == 0 ? 0 : (double) rows * training / ((double) rows + training);
  }

  /** Variance of the weight of one row. */
  private static double spread(Histogram training) {
    double missing = (double) training.missing() / Math.max(1, training.rows());
    double squares = missing * missing;
    double cubes = missing * missing * missing;
    for (double share : training.shares()) {
      squares += share * share;
      cubes += share * share * share;
    }
    return squares == 0 ? 0 : Math.max(0, cubes / (squares * squares) - 1);
  }
}
