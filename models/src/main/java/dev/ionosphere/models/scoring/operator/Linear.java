package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.List;

/**
 * Weighted sums: {@code intercept + sum of weight * value}, one an intercept.
 *
 * @param of number of the step that it reads
 * @param weights row-major, {@code needs} numbers an intercept
 */
public record Linear(int of, int needs, Vector weights, Vector intercepts) implements Operator {

  public Linear {
    Operator.checkedWidth("linear, width", needs);
    Operator.checkedWidth("linear, intercepts", intercepts.size());
    if (weights.size() != (long) needs * intercepts.size()) {
      throw new ModelFormatException(
          "linear, weights",
          weights.size() + " numbers",
          "%d for each of %d intercepts".formatted(needs, intercepts.size()));
    }
  }

  static Linear read(PlanReader in) {
    int of = in.u16();
    int width = in.count("width", MOST_WIDTH);
    int sums = in.count("intercepts", MOST_WIDTH);
    return new Linear(of, width, in.numbers((long) width * sums), in.numbers(sums));
  }

  static Linear of(JsonFields json) {
    json.only("kind", "of", "weights", "intercepts");
    List<double[]> rows = json.rows("weights");
    int width = rows.isEmpty() ? 0 : rows.get(0).length;
    return new Linear(
        json.index("of"),
        width,
        Vector.of(json.path("weights"), rows, width),
        Vector.of(json.numbers("intercepts")));
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of).u32(needs).u32(intercepts.size()).numbers(weights).numbers(intercepts);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.LINEAR;
  }

  @Override
  public List<Integer> reads() {
    return List.of(of);
  }

  @Override
  public int width() {
    return intercepts.size();
  }

  @Override
  public Kernel kernel() {
    return weights.isMapped()
        ? new MappedLinearKernel(this)
        : new Sums(needs, weights.toArray(), intercepts.toArray());
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sums(int needs, double[] weights, double[] intercepts) implements Kernel {

    @Override
    public void block(double[][] in, double[][] out, double[] work, int size) {
      for (int k = 0; k < intercepts.length; k++) {
        double[] sums = out[k];
        java.util.Arrays.fill(sums, 0);
        for (int j = 0; j < needs; j++) {
          double[] column = in[j];
          double weight = weights[k * needs + j];
          for (int r = 0; r < size; r++) {
            sums[r] += weight * column[r];
          }
        }
        double intercept = intercepts[k];
        for (int r = 0; r < size; r++) {
          sums[r] += intercept;
        }
      }
    }

    @Override
    public void row(double[] in, double[] out, double[] work) {
      for (int k = 0; k < intercepts.length; k++) {
        double sum = 0;
        for (int j = 0; j < needs; j++) {
          sum += weights[k * needs + j] * in[j];
        }
        out[k] = sum + intercepts[k];
      }
    }
  }
}
