package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a file that follow each other, those without a missing or infinite value.
 *
 * @param values of all numeric columns, row by row
 * @param labels one a row; empty if there is no column of labels
 * @param tally what became of all rows
 */
record RowBlock(int width, double[] values, String[] labels, Tally tally) implements Serializable {

  /**
   * @param position of the block among all of the input
   * @param taken rows in the block
   * @param skipped rows with a missing or infinite value
   * @param unlabelled rows without a label
   * @param labels of the rows in the block
   */
  record Tally(
      long position,
      long taken,
      long skipped,
      long unlabelled,
      LabelCounts labels,
      Refusals refusals)
      implements Serializable {}

  /**
   * @param batch of the numeric columns, and of the label after them if there is one
   */
  static RowBlock of(
      long position, RowBatch batch, @Nullable LabelColumn label, Refusals refusals) {
    int width = batch.schema().size() - (label == null ? 0 : 1);
    double[] values = new double[width * batch.size()];
    for (int column = 0; column < width; column++) {
      batch.copyNumbers(column, values, column, width);
    }
    String[] labels = new String[label == null ? 0 : batch.size()];
    LabelCounts counts = new LabelCounts();
    int taken = 0;
    int unlabelled = 0;
    for (int row = 0; row < batch.size(); row++) {
      String name = label == null ? "" : label.read(batch, width, row);
      if (name == null) {
        unlabelled++;
      } else if (isFinite(values, row * width, width)) {
        System.arraycopy(values, row * width, values, taken * width, width);
        if (label != null) {
          labels[taken] = name;
          counts.add(name, 1);
        }
        taken++;
      }
    }
    return new RowBlock(
        width,
        Arrays.copyOf(values, taken * width),
        label == null ? labels : Arrays.copyOf(labels, taken),
        new Tally(
            position, taken, batch.size() - taken - unlabelled, unlabelled, counts, refusals));
  }

  private static boolean isFinite(double[] values, int from, int width) {
    for (int i = from; i < from + width; i++) {
      if (!Double.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  /** Spark's rows of some of the columns, by their indices. */
  Iterator<Row> rows(int[] columns) {
    return IntStream.range(0, (int) tally.taken)
        .mapToObj(row -> RowFactory.create(cells(row, columns, columns.length)))
        .iterator();
  }

  /** The same, each with the place of its label and whether it is held out. */
  Iterator<Row> rows(int[] columns, Map<String, Integer> places, Holdout holdout) {
    Set<String> seen = new HashSet<>();
    return IntStream.range(0, (int) tally.taken)
        .mapToObj(row -> {
          Object[] cells = cells(row, columns, columns.length + 2);
          cells[columns.length] = (double) Objects.requireNonNull(places.get(labels[row]));
          cells[columns.length + 1] = !seen.add(labels[row]) && holdout.holds(tally.position, row);
          return RowFactory.create(cells);
        })
        .iterator();
  }

  private Object[] cells(int row, int[] columns, int size) {
    Object[] cells = new Object[size];
    for (int i = 0; i < columns.length; i++) {
      cells[i] = values[row * width + columns[i]];
    }
    return cells;
  }
}
