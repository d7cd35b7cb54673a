package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.List;

/**
 * Multiplies and adds, column by column: {@code x * factor + offset}, kept between two bounds. A
 * missing number stays missing.
 *
 * @param of number of the step that it reads
 * @param least minus infinity if there is no bound
 * @param most infinity if there is no bound
 */
public record Affine(int of, Vector factors, Vector offsets, double least, double most)
    implements Operator {

  public Affine {
    Operator.checkedWidth("affine, factors", factors.size());
    if (factors.size() != offsets.size()) {
      throw new ModelFormatException(
          "affine", offsets.size() + " offsets", factors.size() + " as there are factors");
    }
    if (!(least <= most)) {
      throw new ModelFormatException("affine, least", least, "at most " + most);
    }
  }

  static Affine read(PlanReader in) {
    int of = in.u16();
    int width = in.count("width", MOST_WIDTH);
    double least = in.f64();
    double most = in.f64();
    return new Affine(of, in.numbers(width), in.numbers(width), least, most);
  }

  static Affine of(JsonFields json) {
    json.only("kind", "of", "factors", "offsets", "least", "most");
    return new Affine(
        json.index("of"),
        Vector.of(json.numbers("factors")),
        Vector.of(json.numbers("offsets")),
        json.has("least") ? json.number("least") : Double.NEGATIVE_INFINITY,
        json.has("most") ? json.number("most") : Double.POSITIVE_INFINITY);
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of).u32(factors.size()).f64(least).f64(most).numbers(factors).numbers(offsets);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.AFFINE;
  }

  @Override
  public List<Integer> reads() {
    return List.of(of);
  }

  @Override
  public int needs() {
    return factors.size();
  }

  @Override
  public int width() {
    return factors.size();
  }

  @Override
  public Kernel kernel() {
    return new Columns(factors.toArray(), offsets.toArray(), least, most);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Columns(double[] factors, double[] offsets, double least, double most)
      implements Kernel {

    @Override
    public void block(double[][] in, double[][] out, double[] work, int size) {
      for (int j = 0; j < factors.length; j++) {
        double[] from = in[j];
        double[] to = out[j];
        double factor = factors[j];
        double offset = offsets[j];
        for (int r = 0; r < size; r++) {
          to[r] = Math.min(Math.max(from[r] * factor + offset, least), most);
        }
      }
    }

    @Override
    public void row(double[] in, double[] out, double[] work) {
      for (int j = 0; j < factors.length; j++) {
        out[j] = Math.min(Math.max(in[j] * factors[j] + offsets[j], least), most);
      }
    }
  }
}
