package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.List;

/**
 * How a plan's features come out of a row of the input: which column, less what, times what.
 *
 * <p>Standardisation is not folded into the centres: {@code (x - mean) * (1 / deviation)} is exact
 * where a sensor's mean is ten thousand times its deviation, {@code x / deviation - (mean /
 * deviation + centre)} is not, and it costs one pass where the centres cost one each.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the scorer
record Input(int stride, int[] selected, double[] means, double[] factors) {

  static Input of(ScoringPlan plan, List<String> columns) {
    int width = plan.features().size();
    int[] selected = new int[width];
    for (int j = 0; j < width; j++) {
      selected[j] = columns.indexOf(plan.features().get(j));
      if (selected[j] < 0) {
        throw new ModelFormatException(
            "column " + plan.features().get(j), "columns " + columns, "every column of the plan");
      }
    }
    double[] means = new double[width];
    double[] factors = new double[width];
    Arrays.fill(factors, 1);
    if (plan.steps().get(1) instanceof Step.Standardise standardise) {
      for (int j = 0; j < width; j++) {
        means[j] = standardise.means().get(j);
        double deviation = standardise.deviations().get(j);
        factors[j] = deviation == 0 ? 0 : 1 / deviation;
      }
    }
    return new Input(columns.size(), selected, means, factors);
  }

  int width() {
    return selected.length;
  }

  /** Takes one row. */
  void standardise(double[] row, double[] into) {
    for (int j = 0; j < selected.length; j++) {
      into[j] = (row[selected[j]] - means[j]) * factors[j];
    }
  }

  /** Turns rows into columns, so that loops over rows run on neighbours. */
  void standardise(double[] rows, int firstRow, int size, double[][] columns) {
    for (int j = 0; j < selected.length; j++) {
      double[] column = columns[j];
      double mean = means[j];
      double factor = factors[j];
      int at = firstRow * stride + selected[j];
      for (int r = 0; r < size; r++, at += stride) {
        column[r] = (rows[at] - mean) * factor;
      }
    }
  }
}
