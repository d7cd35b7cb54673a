package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.pipelines.JobException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The column that says what a row is. A label is a text as it is written, {@code true} or {@code
 * false}, or a number without a fraction that is 0.
 */
record LabelColumn(String name, ColumnType type) implements Serializable {

  /** Above it not every whole number is a double. */
  private static final double EXACT = 1L << 53;

  /**
   * @throws JobException if its values are no labels
   */
  static LabelColumn of(String input, ColumnProfile column) {
    String why =
        switch (column.type()) {
          case STRING, BOOL, INT32, INT64 -> "";
          case FLOAT32, FLOAT64 -> column.numbers() == column.infinite() ? "has no value" : "";
          case DATE -> "holds days";
          case TIMESTAMP -> "holds times";
        };
    if (!why.isEmpty()) {
      throw new JobException(
          "input %s: column '%s' is no label, it %s; allowed are text, truths and numbers"
              .formatted(input, ShownText.name(column.name()), why));
    }
    return new LabelColumn(column.name(), column.type());
  }

  Column column() {
    return new Column(name, type, true);
  }

  /** Whether its labels have the order of numbers. */
  boolean isNumeric() {
    return type.isNumeric();
  }

  /** The label of a row, null if it has none. */
  @Nullable String read(RowBatch batch, int column, int row) {
    if (!batch.isPresent(column, row)) {
      return null;
    }
    return switch (type) {
      case STRING -> batch.text(column, row);
      case BOOL -> Boolean.toString(batch.whole(column, row) != 0);
      case INT32, INT64 -> Long.toString(batch.whole(column, row));
      case FLOAT32, FLOAT64 -> number(batch.number(column, row));
      case DATE, TIMESTAMP -> throw new IllegalStateException("label " + name + " is of " + type);
    };
  }

  private static @Nullable String number(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
