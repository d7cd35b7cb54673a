package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import java.util.List;

/**
 * Probabilities of labels: {@code e^(x - greatest)}, divided by their sum.
 *
 * @param of number of the step that it reads
 */
public record Softmax(int of, int width) implements Operator {

  public Softmax {
    Operator.checkedWidth("softmax, width", width);
  }

  static Softmax read(PlanReader in) {
    return new Softmax(in.u16(), in.count("width", MOST_WIDTH));
  }

  static Softmax of(JsonFields json) {
    json.only("kind", "of", "width");
    return new Softmax(json.index("of"), json.index("width"));
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of).u32(width);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.SOFTMAX;
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
        double greatest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < width; j++) {
          greatest = Math.max(greatest, in[from + j]);
        }
        double sum = 0;
        for (int j = 0; j < width; j++) {
          out[to + j] = Math.exp(in[from + j] - greatest);
          sum += out[to + j];
        }
        for (int j = 0; j < width; j++) {
          out[to + j] /= sum;
        }
      }
    };
  }
}
