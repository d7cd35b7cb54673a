package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.List;

/** Finite numbers that nobody can change. */
public final class Vector {

  private final double[] values;

  private Vector(double[] values) {
    this.values = values;
  }

  /**
   * A copy of the values.
   *
   * @throws ModelFormatException if one is NaN or infinite
   */
  public static Vector of(double... values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new ModelFormatException("number " + i, values[i], "a finite number");
      }
    }
    return new Vector(values.clone());
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
    return of(flat);
  }

  public int size() {
    return values.length;
  }

  public double get(int index) {
    return values[index];
  }

  public double[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vector vector && Arrays.equals(values, vector.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
