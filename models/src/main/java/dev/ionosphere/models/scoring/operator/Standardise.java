package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.List;

/**
 * Subtracts the mean and divides by the deviation, column by column: {@code (x - mean) * (1 /
 * deviation)}. As in Spark's StandardScaler a deviation of 0 makes the column 0.
 *
 * <p>It is not folded into what follows: this is exact where a sensor's mean is ten thousand times
 * its deviation, {@code x / deviation - (mean / deviation + centre)} is not, and it costs one pass
 * where centres cost one each.
 *
 * @param of number of the step that it reads
 */
public record Standardise(int of, Vector means, Vector deviations) implements Operator {

  public Standardise {
    Operator.checkedWidth("standardise, means", means.size());
    if (means.size() != deviations.size()) {
      throw new ModelFormatException(
          "standardise", deviations.size() + " deviations", means.size() + " as there are means");
    }
    for (int i = 0; i < deviations.size(); i++) {
      if (deviations.get(i) < 0) {
        throw new ModelFormatException(
            "standardise, deviation " + i, deviations.get(i), "0 or more");
      }
    }
  }

  static Standardise read(PlanReader in) {
    int of = in.u16();
    int width = in.count("width", MOST_WIDTH);
    return new Standardise(of, in.numbers(width), in.numbers(width));
  }

  static Standardise of(JsonFields json) {
    json.only("kind", "of", "means", "deviations");
    return new Standardise(
        json.index("of"), Vector.of(json.numbers("means")), Vector.of(json.numbers("deviations")));
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of).u32(means.size()).numbers(means).numbers(deviations);
  }

  /** By what the difference to the mean is multiplied, column by column. */
  public double[] factors() {
    double[] factors = new double[deviations.size()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = deviations.get(i) == 0 ? 0 : 1 / deviations.get(i);
    }
    return factors;
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.STANDARDISE;
  }

  @Override
  public List<Integer> reads() {
    return List.of(of);
  }

  @Override
  public int needs() {
    return means.size();
  }

  @Override
  public int width() {
    return means.size();
  }

  @Override
  public Kernel kernel() {
    return new Columns(means.toArray(), factors());
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Columns(double[] means, double[] factors) implements Kernel {

    @Override
    public void block(double[][] in, double[][] out, double[] work, int size) {
      for (int j = 0; j < means.length; j++) {
        double[] from = in[j];
        double[] to = out[j];
        double mean = means[j];
        double factor = factors[j];
        for (int r = 0; r < size; r++) {
          to[r] = (from[r] - mean) * factor;
        }
      }
    }

    @Override
    public void row(double[] in, double[] out, double[] work) {
      for (int j = 0; j < means.length; j++) {
        out[j] = (in[j] - means[j]) * factors[j];
      }
    }
  }
}
