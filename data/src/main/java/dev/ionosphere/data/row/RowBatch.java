package dev.ionosphere.data.row;

import org.jspecify.annotations.Nullable;

/**
 * Rows of one schema, column by column, with a bit for each value that is there. Made once and
 * filled again and again: what is read of it holds until its source is asked for more. One thread.
 *
 * <p>Numbers of any width are doubles or longs; days and instants are longs, see {@link
 * ColumnType}; false and true are 0 and 1.
 */
public final class RowBatch {

  private static final int WORD = Long.SIZE;

  private final Schema schema;
  private final int capacity;
  private final long[] rowNumbers;
  private final long[][] present;
  private final double[] @Nullable [] numbers;
  private final long[] @Nullable [] wholes;
  private final @Nullable String[] @Nullable [] texts;
  private int size;

  /**
   * @param capacity most rows it holds, 1 and up
   */
  public RowBatch(Schema schema, int capacity) {
    int width = schema.size();
    this.schema = schema;
    this.capacity = capacity;
    rowNumbers = new long[capacity];
    present = new long[width][(capacity + WORD - 1) / WORD];
    numbers = new double[width][];
    wholes = new long[width][];
    texts = new String[width][];
    for (int column = 0; column < width; column++) {
      ColumnType type = schema.column(column).type();
      if (type.isFloating()) {
        numbers[column] = new double[capacity];
      } else if (type == ColumnType.STRING) {
        texts[column] = new String[capacity];
      } else {
        wholes[column] = new long[capacity];
      }
    }
  }

  public Schema schema() {
    return schema;
  }

  public int size() {
    return size;
  }

  public int capacity() {
    return capacity;
  }

  public boolean isFull() {
    return size == capacity;
  }

  /** Number of the row in its source, from 0. */
  public long rowNumber(int row) {
    return rowNumbers[row];
  }

  public boolean isPresent(int column, int row) {
    return (present[column][row / WORD] & 1L << row) != 0;
  }

  /** The value of a numeric column; NaN if it is missing. */
  public double number(int column, int row) {
    if (!isPresent(column, row)) {
      return Double.NaN;
    }
    double[] doubles = numbers[column];
    return doubles != null ? doubles[row] : wholes(column)[row];
  }

  /** The value of a column of whole numbers, days, instants or truths; 0 if it is missing. */
  public long whole(int column, int row) {
    return isPresent(column, row) ? wholes(column)[row] : 0;
  }

  /** The value of a column of text; null if it is missing. */
  public @Nullable String text(int column, int row) {
    @Nullable String[] values = texts[column];
    return values == null || !isPresent(column, row) ? null : values[row];
  }

  /** Forgets its rows. */
  public void clear() {
    size = 0;
  }

  /** Begins a row without values; it counts once it is {@link #end ended}. */
  public void begin(long rowNumber) {
    if (isFull()) {
      throw new IllegalStateException("batch: got a row more than its " + capacity);
    }
    rowNumbers[size] = rowNumber;
    long others = ~(1L << size);
    for (long[] bits : present) {
      bits[size / WORD] &= others;
    }
  }

  /** Gives the row that was begun a floating value. */
  public void setNumber(int column, double value) {
    double[] values = numbers[column];
    if (values == null) {
      throw wrong(column, "a floating number");
    }
    values[size] = value;
    set(column);
  }

  /** Gives the row that was begun a whole number, day, instant or truth. */
  public void setWhole(int column, long value) {
    wholes(column)[size] = value;
    set(column);
  }

  /** Gives the row that was begun a text. */
  public void setText(int column, String value) {
    @Nullable String[] values = texts[column];
    if (values == null) {
      throw wrong(column, "a text");
    }
    values[size] = value;
    set(column);
  }

  /** Takes the row that was begun. One that is not ended was never there. */
  public void end() {
    size++;
  }

  private void set(int column) {
    present[column][size / WORD] |= 1L << size;
  }

  private long[] wholes(int column) {
    long[] values = wholes[column];
    if (values == null) {
      throw wrong(column, "a whole number");
    }
    return values;
  }

  private IllegalArgumentException wrong(int column, String got) {
    Column of = schema.column(column);
    return new IllegalArgumentException(
        "column '%s' is %s, got %s".formatted(of.name(), of.type().wireName(), got));
  }

  /** Copies a numeric column, NaN where a value is missing, every {@code stride} places. */
  public void copyNumbers(int column, double[] into, int at, int stride) {
    for (int row = 0, to = at; row < size; row++, to += stride) {
      into[to] = number(column, row);
    }
  }

  @Override
  public String toString() {
    return size + " rows of " + schema.names();
  }
}
