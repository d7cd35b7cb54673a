package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.List;

/**
 * One step of a scoring plan: it reads what earlier steps gave, or the row itself, and gives some
 * numbers a row. NaN is a value that is missing.
 */
public sealed interface Operator
    permits Numbers,
        Standardise,
        NearestCentre,
        Linear,
        Logistic,
        Softmax,
        Forest,
        Normalise,
        Argmax,
        OneHot,
        Gather,
        Guard,
        Scale,
        Affine,
        Impute,
        Recode,
        Pointwise {

  /** Most numbers that a row has after a step. */
  int MOST_WIDTH = 10_000;

  OperatorKind kind();

  /** Numbers of the steps that it reads; none if it reads the row. */
  List<Integer> reads();

  /** How many numbers it needs of what it reads. */
  int needs();

  /**
   * Whether it can read a step.
   *
   * @param step one of {@link #reads}
   * @param given how many numbers that gives
   * @throws ModelFormatException if it cannot
   */
  default void checkRead(String subject, int step, int given) {
    if (given != needs()) {
      throw new ModelFormatException(
          subject + ", width", needs(), given + " as step " + step + " gives");
    }
  }

  /** How many numbers a row it gives. */
  int width();

  /** Whether it may give a number though one that it reads is missing. */
  default boolean hidesMissing() {
    return false;
  }

  /** A new kernel for it; safe for threads. */
  Kernel kernel();

  /** Its binary form, without kind and version. */
  void write(PlanWriter out);

  /**
   * @throws ModelFormatException if it is not 1 to {@link #MOST_WIDTH}
   */
  static int checkedWidth(String subject, int width) {
    if (width < 1 || width > MOST_WIDTH) {
      throw new ModelFormatException(subject, width, "1 to " + MOST_WIDTH);
    }
    return width;
  }
}
