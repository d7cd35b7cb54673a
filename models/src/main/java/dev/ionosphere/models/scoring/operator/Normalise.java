package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import java.util.List;

/**
 * Each number divided by their sum: votes become probabilities.
 *
 * @param of number of the step that it reads
 */
public record Normalise(int of, int width) implements Operator {

  public Normalise {
    Operator.checkedWidth("normalise, width", width);
  }

  static Normalise read(PlanReader in) {
    return new Normalise(in.u16(), in.count("width", MOST_WIDTH));
  }

  static Normalise of(JsonFields json) {
    json.only("kind", "of", "width");
    return new Normalise(json.index("of"), json.index("width"));
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of).u32(width);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.NORMALISE;
  }

  @Override
  public List<Integer> reads() {
    return List.of(of);
  }

  @Override
  public int needs() {
    return width;
  }

  @Override
  public Kernel kernel() {
    return new RowKernel(width, width) {
      @Override
      void compute(double[] in, int from, double[] out, int to) {
        double sum = 0;
        for (int j = 0; j < width; j++) {
          sum += in[from + j];
        }
        for (int j = 0; j < width; j++) {
          out[to + j] = in[from + j] / sum;
        }
      }
    };
  }
}
