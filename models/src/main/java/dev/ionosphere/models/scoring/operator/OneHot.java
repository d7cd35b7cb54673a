package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.List;

/**
 * Makes numbers of categories: of a code that stands for one of n values n numbers, 1 at the value
 * and 0 elsewhere; all 0 of a value that is none of them, and of a missing one. Others pass.
 *
 * @param of number of the step that it reads
 * @param values by column: of how many it is a code, 0 of a number
 */
public record OneHot(int of, List<Integer> values) implements Operator {

  /** Values that a code may stand for. */
  private static final int MOST_VALUES = 1_000;

  public OneHot {
    values = List.copyOf(values);
    Operator.checkedWidth("one-hot, columns", values.size());
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) < 0 || values.get(i) > MOST_VALUES) {
        throw new ModelFormatException(
            "one-hot, values of column " + i, values.get(i), "0 to " + MOST_VALUES);
      }
    }
    Operator.checkedWidth("one-hot, width", width(values));
  }

  private static int width(List<Integer> values) {
    return values.stream().mapToInt(count -> Math.max(1, count)).sum();
  }

  static OneHot read(PlanReader in) {
    int of = in.u16();
    int[] values = in.wholes(in.count("columns", MOST_WIDTH));
    return new OneHot(of, Arrays.stream(values).boxed().toList());
  }

  static OneHot of(JsonFields json) {
    json.only("kind", "of", "values");
    int[] values = Trees.wholes(json.path("values"), json.wholes("values"));
    return new OneHot(json.index("of"), Arrays.stream(values).boxed().toList());
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of).u32(values.size()).wholes(counts());
  }

  private int[] counts() {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.ONE_HOT;
  }

  @Override
  public List<Integer> reads() {
    return List.of(of);
  }

  @Override
  public int needs() {
    return values.size();
  }

  @Override
  public int width() {
    return width(values);
  }

  @Override
  public boolean hidesMissing() {
    return true;
  }

  @Override
  public Kernel kernel() {
    return new Bits(counts());
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Bits(int[] values) implements Kernel {

    @Override
    public void block(double[][] in, double[][] out, double[] work, int size) {
      int to = 0;
      for (int column = 0; column < values.length; column++) {
        double[] from = in[column];
        int count = values[column];
        if (count == 0) {
          System.arraycopy(from, 0, out[to++], 0, size);
          continue;
        }
        for (int value = 0; value < count; value++) {
          Arrays.fill(out[to + value], 0, size, 0);
        }
        for (int row = 0; row < size; row++) {
          int code = code(from[row], count);
          if (code >= 0) {
            out[to + code][row] = 1;
          }
        }
        to += count;
      }
    }

    @Override
    public void row(double[] in, double[] out, double[] work) {
      int to = 0;
      for (int column = 0; column < values.length; column++) {
        int count = values[column];
        if (count == 0) {
          out[to++] = in[column];
          continue;
        }
        Arrays.fill(out, to, to + count, 0);
        int code = code(in[column], count);
        if (code >= 0) {
          out[to + code] = 1;
        }
        to += count;
      }
    }

    /** The value that it stands for, below 0 if that is none. */
    private static int code(double number, int count) {
      int code = (int) number;
      return code == number && code < count ? code : -1;
    }
  }
}
