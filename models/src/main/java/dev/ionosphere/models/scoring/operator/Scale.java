package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.List;

/**
 * Subtracts and divides, column by column: {@code (x - centre) / scale}, as scikit-learn's scalers
 * do. Where {@link Standardise} multiplies by what one divided by the deviation is, this divides:
 * the last bit decides on which side of a tree's threshold a number lies.
 *
 * @param of number of the step that it reads
 * @param scales none of them 0
 */
public record Scale(int of, Vector centres, Vector scales) implements Operator {

  public Scale {
    Operator.checkedWidth("scale, centres", centres.size());
    if (centres.size() != scales.size()) {
      throw new ModelFormatException(
          "scale", scales.size() + " scales", centres.size() + " as there are centres");
    }
    for (int i = 0; i < scales.size(); i++) {
      if (scales.get(i) == 0) {
        throw new ModelFormatException("scale, scale " + i, scales.get(i), "any other number");
      }
    }
  }

  static Scale read(PlanReader in) {
    int of = in.u16();
    int width = in.count("width", MOST_WIDTH);
    return new Scale(of, in.numbers(width), in.numbers(width));
  }

  static Scale of(JsonFields json) {
    json.only("kind", "of", "centres", "scales");
    return new Scale(
        json.index("of"), Vector.of(json.numbers("centres")), Vector.of(json.numbers("scales")));
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of).u32(centres.size()).numbers(centres).numbers(scales);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.SCALE;
  }

  @Override
  public List<Integer> reads() {
    return List.of(of);
  }

  @Override
  public int needs() {
    return centres.size();
  }

  @Override
  public int width() {
    return centres.size();
  }

  @Override
  public Kernel kernel() {
    return new Columns(centres.toArray(), scales.toArray());
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Columns(double[] centres, double[] scales) implements Kernel {

    @Override
    public void block(double[][] in, double[][] out, double[] work, int size) {
      for (int j = 0; j < centres.length; j++) {
        double[] from = in[j];
        double[] to = out[j];
        double centre = centres[j];
        double scale = scales[j];
        for (int r = 0; r < size; r++) {
          to[r] = (from[r] - centre) / scale;
        }
      }
    }

    @Override
    public void row(double[] in, double[] out, double[] work) {
      for (int j = 0; j < centres.length; j++) {
        out[j] = (in[j] - centres[j]) / scales[j];
      }
    }
  }
}
