package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import java.util.List;

/**
 * Puts a number where one is missing, column by column.
 *
 * @param of number of the step that it reads
 * @param values by column: what stands for a missing number
 */
public record Impute(int of, Vector values) implements Operator {

  public Impute {
    Operator.checkedWidth("impute, values", values.size());
  }

  static Impute read(PlanReader in) {
    int of = in.u16();
    return new Impute(of, in.numbers(in.count("width", MOST_WIDTH)));
  }

  static Impute of(JsonFields json) {
    json.only("kind", "of", "values");
    return new Impute(json.index("of"), Vector.of(json.numbers("values")));
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of).u32(values.size()).numbers(values);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.IMPUTE;
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
    return values.size();
  }

  @Override
  public boolean hidesMissing() {
    return true;
  }

  @Override
  public Kernel kernel() {
    return new Columns(values.toArray());
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Columns(double[] values) implements Kernel {

    @Override
    public void block(double[][] in, double[][] out, double[] work, int size) {
      for (int j = 0; j < values.length; j++) {
        double[] from = in[j];
        double[] to = out[j];
        double value = values[j];
        for (int r = 0; r < size; r++) {
          double number = from[r];
          to[r] = Double.isNaN(number) ? value : number;
        }
      }
    }

    @Override
    public void row(double[] in, double[] out, double[] work) {
      for (int j = 0; j < values.length; j++) {
        out[j] = Double.isNaN(in[j]) ? values[j] : in[j];
      }
    }
  }
}
