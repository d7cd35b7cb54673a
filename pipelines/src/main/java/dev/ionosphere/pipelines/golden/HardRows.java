package dev.ionosphere.pipelines.golden;

import dev.ionosphere.pipelines.plan.Encoding;
import dev.ionosphere.pipelines.plan.Feature;
import java.util.ArrayList;
import java.util.List;

/** Rows that scorers differ on if they differ at all: usual ones with one unusual value. */
final class HardRows {

  /**
   * For each feature the value missing, infinite, the least and the largest there were and can be;
   * and all values missing. A category is missing, one that training did not see, and each of the
   * first and the last.
   *
   * @param usual 1 or more
   * @param encoding of a row
   * @param used places of the features that the model looks at
   * @param least of each place
   * @param most of each place
   */
  static List<double[]> of(
      List<double[]> usual, Encoding encoding, int[] used, double[] least, double[] most) {
    List<double[]> hard = new ArrayList<>();
    double[] empty = usual.get(0).clone();
    for (int feature : used) {
      empty[feature] = Double.NaN;
    }
    hard.add(empty);
    for (int kind = 0; kind < 7; kind++) {
      for (int feature : used) {
        double[] row = usual.get(hard.size() % usual.size()).clone();
        Feature of = encoding.features().get(feature);
        row[feature] =
            of.isCategory()
                ? category(kind, of.width())
                : value(kind, least[feature], most[feature]);
        hard.add(row);
      }
    }
    return hard;
  }

  private static double category(int kind, int values) {
    return switch (kind) {
      case 0 -> Double.NaN;
      case 1, 2 -> values;
      case 3 -> 0;
      case 4 -> values - 1;
      default -> kind % values;
    };
  }

  private static double value(int kind, double least, double most) {
    return switch (kind) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> Double.NEGATIVE_INFINITY;
      case 3 -> least;
      case 4 -> most;
      case 5 -> Double.MAX_VALUE;
      default -> -Double.MAX_VALUE;
    };
  }

  /** At most so many of them, spread evenly. */
  static List<double[]> some(List<double[]> rows, int most) {
    if (rows.size() <= most) {
      return rows;
    }
    List<double[]> some = new ArrayList<>();
    for (long i = 0; i < most; i++) {
      some.add(rows.get((int) (i * rows.size() / most)));
    }
    return some;
  }

  private HardRows() {}
}
