package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import java.util.List;

/**
 * Place of the greatest number, of equal ones the first; missing if one is missing.
 *
 * @param of number of the step that it reads
 */
public record Argmax(int of, int needs) implements Operator {

  public Argmax {
    Operator.checkedWidth("argmax, width", needs);
  }

  static Argmax read(PlanReader in) {
    return new Argmax(in.u16(), in.count("width", MOST_WIDTH));
  }

  static Argmax of(JsonFields json) {
    json.only("kind", "of", "width");
    return new Argmax(json.index("of"), json.index("width"));
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of).u32(needs);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.ARGMAX;
  }

  @Override
  public List<Integer> reads() {
    return List.of(of);
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public Kernel kernel() {
    return new Greatest(needs);
  }

  private static final class Greatest extends RowKernel implements Labeller {

    private final int size;

    Greatest(int size) {
      super(size, 1);
      this.size = size;
    }

    @Override
    void compute(double[] in, int from, double[] out, int to) {
      int greatest = 0;
      boolean missing = Double.isNaN(in[from]);
      for (int j = 1; j < size; j++) {
        missing |= Double.isNaN(in[from + j]);
        if (in[from + j] > in[from + greatest]) {
          greatest = j;
        }
      }
      out[to] = missing ? Double.NaN : greatest;
    }

    @Override
    public double gap(double[] in, int winner, int other) {
      return in[winner] - in[other];
    }
  }
}
