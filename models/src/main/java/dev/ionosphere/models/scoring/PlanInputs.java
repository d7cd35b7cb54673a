package dev.ionosphere.models.scoring;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Columns that a model needs of a row: numbers, and texts with their categories. Whoever has read a
 * row makes numbers of it ({@link #copy}); nothing behind that knows texts.
 *
 * @param categories of each column of text, by its name
 */
public record PlanInputs(Schema schema, Map<String, Categories> categories) {

  /**
   * @throws ModelFormatException if a column is neither a number nor a text with categories
   */
  public PlanInputs {
    categories = Map.copyOf(categories);
    for (Column column : schema.columns()) {
      ShortText.checked("scoring plan, column", column.name());
      boolean text = column.type() == ColumnType.STRING;
      if (!text && !column.type().isNumeric()) {
        throw new ModelFormatException(
            "scoring plan, column " + column.name(),
            column.type().wireName(),
            "a number, or a string with categories");
      }
      if (text != categories.containsKey(column.name())) {
        throw new ModelFormatException(
            "scoring plan, column " + column.name(),
            column.type().wireName() + (text ? " without categories" : " with categories"),
            "a number, or a string with categories");
      }
    }
    for (String name : new TreeMap<>(categories).keySet()) {
      if (!schema.names().contains(name)) {
        throw new ModelFormatException(
            "scoring plan, categories of " + name, "no such column", "columns of the plan");
      }
    }
  }

  /** Numbers alone. */
  public static PlanInputs of(Schema schema) {
    return new PlanInputs(schema, Map.of());
  }

  public int size() {
    return schema.size();
  }

  public List<Column> columns() {
    return schema.columns();
  }

  public List<String> names() {
    return schema.names();
  }

  /** The categories of a column of text, null of a number. */
  @Nullable Categories of(String column) {
    return categories.get(column);
  }

  /**
   * Writes rows as numbers, one after the other.
   *
   * @param rows of these columns, in this order
   */
  public void copy(RowBatch rows, double[] into) {
    int width = size();
    for (int column = 0; column < width; column++) {
      @Nullable Categories own = of(schema.column(column).name());
      if (own == null) {
        rows.copyNumbers(column, into, column, width);
      } else {
        for (int row = 0, at = column; row < rows.size(); row++, at += width) {
          @Nullable String text = rows.text(column, row);
          into[at] = text == null ? Double.NaN : own.code(text);
        }
      }
    }
  }

  /** Whether it is the code of a category that training did not see. */
  public boolean isUnseen(int column, double code) {
    @Nullable Categories own = of(schema.column(column).name());
    return own != null && code >= own.unseenCode();
  }

  /**
   * The first column whose category training did not see, and which is not scored for that.
   *
   * @param row where it begins in {@code rows}, as {@link #copy} wrote it
   */
  public OptionalInt refusedColumn(double[] rows, int row) {
    if (categories.isEmpty()) {
      return OptionalInt.empty();
    }
    for (int column = 0; column < size(); column++) {
      @Nullable Categories own = of(schema.column(column).name());
      boolean refuses = own != null && own.unseen() == Unseen.REFUSE;
      if (refuses && isUnseen(column, rows[row + column])) {
        return OptionalInt.of(column);
      }
    }
    return OptionalInt.empty();
  }
}
