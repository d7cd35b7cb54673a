package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import java.util.List;
import java.util.Set;

/**
 * One step of a scoring plan. A kind of step has a number and a version in the binary form; new
 * kinds are added here and in {@link PlanBytes}.
 */
public sealed interface Step {

  /** How many numbers a row has after this step. */
  int width();

  /** Picks columns of the input by name, in this order. */
  record SelectColumns(List<String> names) implements Step {

    static final int MAXIMUM = 10_000;

    public SelectColumns {
      names = List.copyOf(names);
      if (names.isEmpty() || names.size() > MAXIMUM) {
        throw new ModelFormatException(
            "select columns", names.size() + " names", "1 to " + MAXIMUM);
      }
      names.forEach(name -> ShortText.checked("select columns", name));
      if (Set.copyOf(names).size() != names.size()) {
        throw new ModelFormatException("select columns", "a name twice", "each name once");
      }
    }

    @Override
    public int width() {
      return names.size();
    }
  }

  /**
   * Subtracts the mean and divides by the deviation, column by column. As in Spark's StandardScaler
   * a deviation of 0 makes the column 0.
   */
  record Standardise(Vector means, Vector deviations) implements Step {

    public Standardise {
      if (means.size() != deviations.size()) {
        throw new ModelFormatException(
            "standardise", deviations.size() + " deviations", means.size() + " as there are means");
      }
      for (int i = 0; i < deviations.size(); i++) {
        if (deviations.get(i) < 0) {
          throw new ModelFormatException(
              "standardise, deviation " + i, deviations.get(i), "0 or more");
        }
      }
    }

    @Override
    public int width() {
      return means.size();
    }
  }

  /**
   * Nearest centre by Euclidean distance; of equally near ones the first.
   *
   * @param centres row-major, {@code width} numbers a centre
   * @param threshold a row farther than this from its centre is an anomaly
   */
  record KMeans(int width, Vector centres, double threshold) implements Step {

    static final int MAXIMUM = 100_000;

    public KMeans {
      if (width < 1 || width > SelectColumns.MAXIMUM) {
        throw new ModelFormatException("k-means, width", width, "1 to " + SelectColumns.MAXIMUM);
      }
      if (centres.size() == 0 || centres.size() % width != 0) {
        throw new ModelFormatException(
            "k-means, centres", centres.size() + " numbers", "a multiple of width " + width);
      }
      if (centres.size() / width > MAXIMUM) {
        throw new ModelFormatException(
            "k-means, centres", centres.size() / width, "1 to " + MAXIMUM);
      }
      if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)) {
        throw new ModelFormatException("k-means, threshold", threshold, "a number, 0 or more");
      }
    }

    public int clusters() {
      return centres.size() / width;
    }
  }
}
