package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
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
 * @param values of all columns that are learned from, row by row; of a text its place among those
 *     of the block
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
   * @param texts different ones of the rows in the block, by the place of their column
   */
  record Tally(
      long position,
      long taken,
      long skipped,
      long unlabelled,
      LabelCounts labels,
      Map<Integer, List<String>> texts,
      Refusals refusals)
      implements Serializable {}

  /**
   * @param batch of the columns that are learned from, and of the label after them if there is one
   */
  static RowBlock of(
      long position, RowBatch batch, @Nullable LabelColumn label, Refusals refusals) {
    int width = batch.schema().size() - (label == null ? 0 : 1);
    double[] values = new double[width * batch.size()];
    Map<Integer, BlockTexts> texts = new HashMap<>();
    for (int column = 0; column < width; column++) {
      if (batch.schema().column(column).type() == ColumnType.STRING) {
        texts.put(column, new BlockTexts());
        for (int row = 0; row < batch.size(); row++) {
          values[row * width + column] = batch.isPresent(column, row) ? 0 : Double.NaN;
        }
      } else {
        batch.copyNumbers(column, values, column, width);
      }
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
        for (Map.Entry<Integer, BlockTexts> own : texts.entrySet()) {
          int column = own.getKey();
          String text = Objects.requireNonNull(batch.text(column, row));
          values[taken * width + column] = own.getValue().place(text);
        }
        if (label != null) {
          labels[taken] = name;
          counts.add(name, 1);
        }
        taken++;
      }
    }
    Map<Integer, List<String>> seen = new HashMap<>();
    texts.forEach((column, own) -> seen.put(column, own.inOrder));
    return new RowBlock(
        width,
        Arrays.copyOf(values, taken * width),
        label == null ? labels : Arrays.copyOf(labels, taken),
        new Tally(
            position,
            taken,
            batch.size() - taken - unlabelled,
            unlabelled,
            counts,
            seen,
            refusals));
  }

  /** Different texts of a column, in the order in which they came. */
  private static final class BlockTexts {

    private final Map<String, Integer> places = new HashMap<>();
    private final ArrayList<String> inOrder = new ArrayList<>();

    int place(String text) {
      Integer known = places.get(text);
      if (known != null) {
        return known;
      }
      if (inOrder.size() <= Categories.MOST) {
        inOrder.add(text);
      }
      // Beyond one too many they need not be told apart: the training ends.
      int place = inOrder.size() - 1;
      places.put(text, place);
      return place;
    }
  }

  private static boolean isFinite(double[] values, int from, int width) {
    for (int i = from; i < from + width; i++) {
      if (!Double.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Spark's rows of some of the columns.
   *
   * @param columns their places
   * @param categories by column of these: its values in order, none of a number
   */
  Iterator<Row> rows(int[] columns, List<List<String>> categories) {
    int[][] codes = codes(columns, categories);
    return IntStream.range(0, (int) tally.taken)
        .mapToObj(row -> RowFactory.create(cells(row, columns, codes, columns.length)))
        .iterator();
  }

  /** The same, each with the place of its label and whether it is held out. */
  Iterator<Row> rows(
      int[] columns, List<List<String>> categories, Map<String, Integer> places, Holdout holdout) {
    int[][] codes = codes(columns, categories);
    Set<String> seen = new HashSet<>();
    return IntStream.range(0, (int) tally.taken)
        .mapToObj(row -> {
          Object[] cells = cells(row, columns, codes, columns.length + 2);
          cells[columns.length] = (double) Objects.requireNonNull(places.get(labels[row]));
          cells[columns.length + 1] = !seen.add(labels[row]) && holdout.holds(tally.position, row);
          return RowFactory.create(cells);
        })
        .iterator();
  }

  /** By column: of each of the block's texts its place among the values of all. */
  private int[][] codes(int[] columns, List<List<String>> categories) {
    int[][] codes = new int[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      List<String> own = tally.texts.getOrDefault(columns[i], List.of());
      List<String> all = categories.get(i);
      codes[i] = own.stream().mapToInt(text -> Collections.binarySearch(all, text)).toArray();
    }
    return codes;
  }

  private Object[] cells(int row, int[] columns, int[][] codes, int size) {
    Object[] cells = new Object[size];
    for (int i = 0; i < columns.length; i++) {
      double value = values[row * width + columns[i]];
      cells[i] = codes[i].length == 0 ? value : (double) codes[i][(int) value];
    }
    return cells;
  }
}
