package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import java.util.List;

/**
 * Probabilities of two labels from one number: {@code 1 / (1 + e^x)} and {@code 1 / (1 + e^-x)}.
 *
 * @param of number of the step that it reads
 */
public record Logistic(int of) implements Operator {

  static Logistic read(PlanReader in) {
    return new Logistic(in.u16());
  }

  static Logistic of(JsonFields json) {
    return new Logistic(json.only("kind", "of").index("of"));
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.LOGISTIC;
  }

  @Override
  public List<Integer> reads() {
    return List.of(of);
  }

  @Override
  public int needs() {
    return 1;
  }

  @Override
  public int width() {
    return 2;
  }

  @Override
  public Kernel kernel() {
    return new RowKernel(1, 2) {
      @Override
      void compute(double[] in, int from, double[] out, int to) {
        double x = in[from];
        out[to] = 1 / (1 + Math.exp(x));
        out[to + 1] = 1 / (1 + Math.exp(-x));
      }
    };
  }
}
