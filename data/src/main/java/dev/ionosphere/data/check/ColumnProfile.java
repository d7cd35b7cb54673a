package dev.ionosphere.data.check;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.data.row.ColumnType;
import java.io.Serializable;
import java.util.Optional;

/**
 * What the values of a column are, counted. Those of parts of a table add up to those of the whole,
 * but for the longest run of a value, which is the longest within a part.
 */
public final class ColumnProfile implements Serializable {

  private static final long serialVersionUID = 1;

  /** What differs by less, of the larger of the two, differs by rounding alone. */
  private static final double ROUNDING = 1e-12;

  /** A run is long from here on, and so many times the mean of the others. */
  private static final long STUCK = 20;

  private final String name;
  private long missing;
  private long usual;
  private long numbers;
  private long wholes;
  private long infinite;
  private long outOfRange;
  private long truths;
  private long dates;
  private long instants;
  private long texts;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;
  private double sum;
  private String firstText = "";
  private double last = Double.NaN;
  private long run;
  private long longestRun;
  private long runs;
  private final DifferentCells different = new DifferentCells();

  public ColumnProfile(String name) {
    this.name = name;
  }

  void add(CellKind kind, double number, String text) {
    switch (kind) {
      case MISSING -> missing++;
      case USUALLY_MISSING -> usual++;
      case OUT_OF_RANGE -> outOfRange++;
      case TRUTH -> truths++;
      case DATE -> dates++;
      case INSTANT -> instants++;
      case NUMBER -> number(number);
      case WHOLE -> {
        wholes++;
        number(number);
      }
      case TEXT -> {
        if (texts++ == 0) {
          firstText = ShownText.value(text);
        }
      }
    }
  }

  /** Remembers a value that is no number, as it is spelled. */
  void saw(byte[] bytes, int from, int to) {
    different.add(bytes, from, to);
  }

  private void number(double value) {
    numbers++;
    if (Double.isInfinite(value)) {
      infinite++;
      return;
    }
    least = Math.min(least, value);
    most = Math.max(most, value);
    sum += value;
    run = value == last ? run + 1 : 1;
    runs += run == 1 ? 1 : 0;
    last = value;
    longestRun = Math.max(longestRun, run);
  }

  /** Counts the rows that did not name it. */
  void missingUpTo(long rows) {
    missing += rows - (missing + usual + numbers + outOfRange + truths + dates + instants + texts);
  }

  /** Takes in the same column of another part. */
  public void merge(ColumnProfile other) {
    missing += other.missing;
    usual += other.usual;
    outOfRange += other.outOfRange;
    truths += other.truths;
    dates += other.dates;
    instants += other.instants;
    numbers += other.numbers;
    wholes += other.wholes;
    infinite += other.infinite;
    firstText = texts == 0 ? other.firstText : firstText;
    texts += other.texts;
    least = Math.min(least, other.least);
    most = Math.max(most, other.most);
    sum += other.sum;
    longestRun = Math.max(longestRun, other.longestRun);
    runs += other.runs;
    different.addAll(other.different);
  }

  public String name() {
    return name;
  }

  /** The narrowest type that every value has; of a column without values {@code FLOAT64}. */
  public ColumnType type() {
    long figures = numbers + outOfRange;
    long values = figures + truths + dates + instants + texts;
    if (figures == values) {
      return values > 0 && wholes == values ? ColumnType.INT64 : ColumnType.FLOAT64;
    }
    if (truths == values) {
      return ColumnType.BOOL;
    }
    if (dates == values) {
      return ColumnType.DATE;
    }
    return dates + instants == values ? ColumnType.TIMESTAMP : ColumnType.STRING;
  }

  /** Values, of any type. */
  public long values() {
    return numbers
        + outOfRange
        + truths
        + dates
        + instants
        + texts
        + (type() == ColumnType.STRING ? usual : 0);
  }

  /** Rows without a value. */
  public long missing() {
    return missing + (type() == ColumnType.STRING ? 0 : usual);
  }

  /** Values that are numbers; of a column of text those that only look like some. */
  public long numbers() {
    return numbers;
  }

  public long infinite() {
    return infinite;
  }

  /** Numbers that no double holds. */
  public long outOfRange() {
    return outOfRange;
  }

  /** The least finite number; infinite if there is none. */
  public double least() {
    return least;
  }

  /** The largest finite number; minus infinite if there is none. */
  public double most() {
    return most;
  }

  /** Mean of the finite numbers; NaN if there is none. */
  public double mean() {
    return sum / (numbers - infinite);
  }

  /** How many rows in a row had one and the same number, at most. */
  public long longestRun() {
    return longestRun;
  }

  /**
   * Whether one run of a number is so much longer than the others that the sensor may have been
   * stuck.
   */
  public boolean isStuck() {
    long others = numbers - infinite - longestRun;
    return runs > 1 && longestRun >= STUCK && longestRun * (runs - 1) >= STUCK * others;
  }

  /** Whether all numbers are one, but for rounding. */
  public boolean isConstant() {
    return numbers > infinite && isConstant(least, most);
  }

  /** Whether numbers from the least to the most are one, but for rounding. */
  public static boolean isConstant(double least, double most) {
    return most - least <= ROUNDING * Math.max(Math.abs(least), Math.abs(most));
  }

  /** Whether half of the values or more are numbers, and some are not: one that is broken. */
  public boolean isNearlyNumeric() {
    return type() == ColumnType.STRING && 2 * numbers >= values();
  }

  /**
   * How many different values there are that are no numbers, each as it is spelled; above {@link
   * DifferentCells#MOST} only that there are more.
   */
  public long differentTexts() {
    return different.count();
  }

  /** The first value that is nothing but text, as a message may show it. */
  public Optional<String> firstText() {
    return texts == 0 ? Optional.empty() : Optional.of(firstText);
  }
}
