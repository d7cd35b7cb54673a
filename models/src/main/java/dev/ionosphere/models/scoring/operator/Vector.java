package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.ModelFormatException;
import java.nio.DoubleBuffer;
import java.util.List;

/**
 * Numbers that nobody can change, in memory or where a file is mapped. They are finite; where it is
 * said they may be missing.
 */
public final class Vector {

  private final DoubleBuffer values; // only ever read by place

  private Vector(DoubleBuffer values) {
    this.values = values;
  }

  /**
   * A copy of the values.
   *
   * @throws ModelFormatException if one is NaN or infinite
   */
  public static Vector of(double... values) {
    return viewing(DoubleBuffer.wrap(values.clone()));
  }

  /**
   * A copy of the values, some of which may be NaN.
   *
   * @throws ModelFormatException if one is infinite
   */
  public static Vector orMissing(double... values) {
    for (int i = 0; i < values.length; i++) {
      if (Double.isInfinite(values[i])) {
        throw new ModelFormatException("number " + i, values[i], "a finite number, NaN");
      }
    }
    return new Vector(DoubleBuffer.wrap(values.clone()));
  }

  /**
   * The values where they lie.
   *
   * @throws ModelFormatException if one is NaN or infinite
   */
  static Vector viewing(DoubleBuffer values) {
    for (int i = 0; i < values.limit(); i++) {
      if (!Double.isFinite(values.get(i))) {
        throw new ModelFormatException("number " + i, values.get(i), "a finite number");
      }
    }
    return new Vector(values);
  }

  /**
   * The numbers of some rows, row after row.
   *
   * @throws ModelFormatException if a row has another width, or a number is NaN or infinite
   */
  public static Vector of(String subject, List<double[]> rows, int width) {
    double[] flat = new double[Math.multiplyExact(rows.size(), width)];
    for (int r = 0; r < rows.size(); r++) {
      if (rows.get(r).length != width) {
        throw new ModelFormatException(
            subject + "[" + r + "]", rows.get(r).length + " numbers", "" + width);
      }
      System.arraycopy(rows.get(r), 0, flat, r * width, width);
    }
    return viewing(DoubleBuffer.wrap(flat));
  }

  public int size() {
    return values.limit();
  }

  public double get(int index) {
    return values.get(index);
  }

  public double[] toArray() {
    double[] copy = new double[size()];
    copy(0, copy, 0, copy.length);
    return copy;
  }

  /** Copies some of them into an array. */
  void copy(int from, double[] into, int at, int count) {
    values.get(from, into, at, count);
  }

  /** Whether they lie outside the heap. */
  boolean isMapped() {
    return values.isDirect();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vector vector && values.equals(vector.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return size() + " numbers";
  }
}
