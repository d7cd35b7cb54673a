package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Some rows of a file that follow each other, those without a missing or infinite value.
 *
 * @param values of all columns, row by row
 * @param tally what became of all rows
 */
record RowBlock(int width, double[] values, Tally tally) implements Serializable {

  /**
   * @param position of the block among all of the input
   * @param taken rows in the block
   * @param skipped rows with a missing or infinite value
   */
  record Tally(long position, long taken, long skipped, Refusals refusals)
      implements Serializable {}

  static RowBlock of(long position, RowBatch batch, Refusals refusals) {
    int width = batch.schema().size();
    double[] values = new double[width * batch.size()];
    for (int column = 0; column < width; column++) {
      batch.copyNumbers(column, values, column, width);
    }
    int taken = 0;
    for (int row = 0; row < batch.size(); row++) {
      if (isFinite(values, row * width, width)) {
        System.arraycopy(values, row * width, values, taken * width, width);
        taken++;
      }
    }
    return new RowBlock(
        width,
        Arrays.copyOf(values, taken * width),
        new Tally(position, taken, batch.size() - taken, refusals));
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
    return IntStream.range(0, (int) tally.taken).mapToObj(row -> row(row, columns)).iterator();
  }

  private Row row(int row, int[] columns) {
    Object[] cells = new Object[columns.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = values[row * width + columns[i]];
    }
    return RowFactory.create(cells);
  }
}
