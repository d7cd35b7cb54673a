package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.List;

/** How columns come out of rows that lie one after the other: which, less what, times what. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the scorer
record RowInput(int stride, int[] selected, double[] means, double[] factors) {

  /** The columns as they are. */
  static RowInput of(List<String> wanted, List<String> columns) {
    int[] selected = new int[wanted.size()];
    for (int j = 0; j < selected.length; j++) {
      selected[j] = columns.indexOf(wanted.get(j));
      if (selected[j] < 0) {
        throw new ModelFormatException(
            "column " + wanted.get(j), "columns " + columns, "every column of the plan");
      }
    }
    double[] factors = new double[selected.length];
    Arrays.fill(factors, 1);
    return new RowInput(columns.size(), selected, new double[selected.length], factors);
  }

  RowInput standardised(double[] by, double[] times) {
    return new RowInput(stride, selected, by, times);
  }

  /** Takes one row. */
  void row(double[] row, double[] into) {
    for (int j = 0; j < selected.length; j++) {
      into[j] = (row[selected[j]] - means[j]) * factors[j];
    }
  }

  /** Turns rows into columns, so that loops over rows run on neighbours. */
  void block(double[] rows, int firstRow, int size, double[][] columns) {
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
