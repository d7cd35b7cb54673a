package dev.ionosphere.models.scoring.operator;

import java.util.Arrays;

/** Looks numbers up: by place where the keys are 0, 1 and so on, else by halving. */
final class RecodeKernel implements Kernel {

  private final double[][] keys; // empty of a column whose keys are their places
  private final double[][] values;
  private final double[] others;
  private final double[] missing;

  RecodeKernel(Recode of) {
    int columns = of.width();
    keys = new double[columns][];
    values = new double[columns][];
    others = of.others().toArray();
    missing = of.missing().toArray();
    int at = 0;
    for (int column = 0; column < columns; column++) {
      int count = of.counts()[column];
      values[column] = new double[count];
      of.values().copy(at, values[column], 0, count);
      keys[column] = new double[of.listsCodes(column, count) ? 0 : count];
      of.keys().copy(at, keys[column], 0, keys[column].length);
      at += count;
    }
  }

  @Override
  public void block(double[][] in, double[][] out, double[] work, int size) {
    for (int column = 0; column < keys.length; column++) {
      double[] from = in[column];
      double[] to = out[column];
      for (int r = 0; r < size; r++) {
        to[r] = recoded(column, from[r]);
      }
    }
  }

  @Override
  public void row(double[] in, double[] out, double[] work) {
    for (int column = 0; column < keys.length; column++) {
      out[column] = recoded(column, in[column]);
    }
  }

  private double recoded(int column, double number) {
    if (Double.isNaN(number)) {
      return missing[column];
    }
    int place = place(column, number);
    return place < 0 ? others[column] : values[column][place];
  }

  private int place(int column, double number) {
    double[] listed = keys[column];
    if (listed.length == 0) {
      int code = (int) number;
      return code == number && code >= 0 && code < values[column].length ? code : -1;
    }
    return Arrays.binarySearch(listed, number + 0.0); // of two zeros the positive one
  }
}
