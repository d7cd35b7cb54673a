package dev.ionosphere.data.cell;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.RowBatch;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads the values of one column as its type. The table of what is a number, an instant, a truth,
 * and what is missing is documented in docs/reference/data.md; this is its only reader.
 */
public final class CellReader {

  /** Above it not every whole number is a double. */
  private static final double EXACT = 1L << 53;

  /** What stands for bytes that are no text of the encoding. */
  private static final char UNREADABLE = '\uFFFD';

  private final ColumnType type;
  private final Spellings missing;
  private final byte mark;
  private final Charset charset;
  private final TimeFormat times;

  /**
   * @param missing spellings that the document states
   * @param mark of decimals, {@code .} or {@code ,}
   */
  public CellReader(
      Column column, List<String> missing, char mark, Charset charset, TimeFormat times) {
    this.type = column.type();
    this.missing = new Spellings(missing, charset);
    this.mark = (byte) mark;
    this.charset = charset;
    this.times = times;
  }

  /** Puts the value into the row that the batch has begun. The bytes have no blanks around them. */
  public Cell read(byte[] bytes, int from, int to, RowBatch into, int column) {
    if (missing.isStated(bytes, from, to)) {
      return Cell.MISSING;
    }
    Cell cell =
        switch (type) {
          case FLOAT32, FLOAT64 -> number(bytes, from, to, into, column);
          case INT32 -> whole(bytes, from, to, into, column, Integer.MIN_VALUE, Integer.MAX_VALUE);
          case INT64 -> whole(bytes, from, to, into, column, Long.MIN_VALUE, Long.MAX_VALUE);
          case BOOL -> truth(bytes, from, to, into, column);
          case DATE -> date(bytes, from, to, into, column);
          case TIMESTAMP -> instant(bytes, from, to, into, column);
          case STRING -> text(bytes, from, to, into, column);
        };
    return cell == Cell.NOT_OF_TYPE && Spellings.isUsual(bytes, from, to) ? Cell.MISSING : cell;
  }

  /** Whether there is no value, by what the document states and not by custom. */
  public boolean isStatedMissing(byte[] bytes, int from, int to) {
    return missing.isStated(bytes, from, to);
  }

  /** What a message says is needed. */
  public String needed() {
    return switch (type) {
      case FLOAT32, FLOAT64 -> "a number";
      case INT32, INT64 -> "a whole number";
      case BOOL -> "true or false";
      case DATE -> "a day such as 2026-01-31";
      case TIMESTAMP -> "a time as " + times.pattern();
      case STRING -> "text in " + charset;
    };
  }

  private Cell number(byte[] bytes, int from, int to, RowBatch into, int column) {
    double value = Decimal.parse(bytes, from, to, mark);
    if (Double.isNaN(value)) {
      value = infinite(bytes, from, to);
      if (Double.isNaN(value)) {
        return Cell.NOT_OF_TYPE;
      }
    } else if (Double.isInfinite(value)
        || (type == ColumnType.FLOAT32 && Double.isInfinite((float) value))) {
      return Cell.OUT_OF_RANGE;
    }
    into.setNumber(column, type == ColumnType.FLOAT32 ? (float) value : value);
    return Cell.VALUE;
  }

  private static double infinite(byte[] bytes, int from, int to) {
    boolean signed = from < to && (bytes[from] == '-' || bytes[from] == '+');
    int length = to - from - (signed ? 1 : 0);
    if (length != 3 && length != 8) {
      return Double.NaN;
    }
    String word = Spellings.lower(bytes, to - length, to);
    if (!word.equals("inf") && !word.equals("infinity")) {
      return Double.NaN;
    }
    return signed && bytes[from] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  private Cell whole(
      byte[] bytes, int from, int to, RowBatch into, int column, long least, long most) {
    long value;
    try {
      value = Long.parseLong(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    } catch (NumberFormatException e) {
      double number = Decimal.parse(bytes, from, to, mark);
      if (Double.isNaN(number) || (Double.isFinite(number) && number != Math.rint(number))) {
        return Cell.NOT_OF_TYPE;
      }
      if (Math.abs(number) > EXACT) {
        return Cell.OUT_OF_RANGE;
      }
      value = (long) number;
    }
    if (value < least || value > most) {
      return Cell.OUT_OF_RANGE;
    }
    into.setWhole(column, value);
    return Cell.VALUE;
  }

  private static Cell truth(byte[] bytes, int from, int to, RowBatch into, int column) {
    String word = to - from > 5 ? "" : Spellings.lower(bytes, from, to);
    if (!word.equals("true") && !word.equals("false")) {
      return Cell.NOT_OF_TYPE;
    }
    into.setWhole(column, word.equals("true") ? 1 : 0);
    return Cell.VALUE;
  }

  private Cell text(byte[] bytes, int from, int to, RowBatch into, int column) {
    String text = new String(bytes, from, to - from, charset);
    if (text.indexOf(UNREADABLE) >= 0) {
      return Cell.NOT_OF_TYPE;
    }
    into.setText(column, text);
    return Cell.VALUE;
  }

  private static Cell date(byte[] bytes, int from, int to, RowBatch into, int column) {
    if (to - from != 10) {
      return Cell.NOT_OF_TYPE;
    }
    try {
      into.setWhole(
          column,
          LocalDate.parse(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1))
              .toEpochDay());
      return Cell.VALUE;
    } catch (DateTimeException e) {
      return Cell.NOT_OF_TYPE;
    }
  }

  private Cell instant(byte[] bytes, int from, int to, RowBatch into, int column) {
    OptionalLong micros = times.micros(new String(bytes, from, to - from, charset));
    if (micros.isEmpty()) {
      return Cell.NOT_OF_TYPE;
    }
    into.setWhole(column, micros.getAsLong());
    return Cell.VALUE;
  }
}
