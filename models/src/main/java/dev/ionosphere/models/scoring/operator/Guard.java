package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.List;

/**
 * Looks whether a row may be scored: 0 if it may, missing if not. A row that it gives nothing for
 * is not scored, whatever other steps give. So a library that refuses a row is followed where what
 * comes after would give a number nevertheless.
 *
 * @param of number of the step that it reads
 * @param limit a number beyond it, on either side, is refused; the largest double refuses infinite
 *     ones alone
 * @param missing whether numbers may be missing
 */
public record Guard(int of, int needs, double limit, boolean missing) implements Operator {

  public Guard {
    Operator.checkedWidth("guard, width", needs);
    if (!(limit >= 0 && limit <= Double.MAX_VALUE)) {
      throw new ModelFormatException("guard, limit", limit, "0 or more, finite");
    }
  }

  static Guard read(PlanReader in) {
    int of = in.u16();
    int width = in.count("width", MOST_WIDTH);
    double limit = in.f64();
    int missing = in.u8();
    if (missing > 1) {
      throw new ModelFormatException(in.path("missing of guard"), missing, "0, 1");
    }
    return new Guard(of, width, limit, missing == 1);
  }

  static Guard of(JsonFields json) {
    json.only("kind", "of", "width", "limit", "missing");
    return new Guard(
        json.index("of"), json.index("width"), json.number("limit"), json.flag("missing"));
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of).u32(needs).f64(limit).u8(missing ? 1 : 0);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.GUARD;
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
  public boolean hidesMissing() {
    return missing;
  }

  @Override
  public Kernel kernel() {
    return new Largest(needs, limit, missing);
  }

  /** Finds the number of a row that is farthest from 0. */
  private record Largest(int needs, double limit, boolean missing) implements Kernel {

    @Override
    public void block(double[][] in, double[][] out, double[] work, int size) {
      double[] farthest = out[0];
      Arrays.fill(farthest, 0);
      for (int j = 0; j < needs; j++) {
        if (missing) {
          present(in[j], farthest, size);
        } else {
          all(in[j], farthest, size);
        }
      }
      for (int r = 0; r < size; r++) {
        farthest[r] = farthest[r] <= limit ? 0 : Double.NaN;
      }
    }

    /** A missing number makes the farthest missing. */
    private static void all(double[] column, double[] farthest, int size) {
      for (int r = 0; r < size; r++) {
        farthest[r] = Math.max(farthest[r], Math.abs(column[r]));
      }
    }

    private static void present(double[] column, double[] farthest, int size) {
      for (int r = 0; r < size; r++) {
        double distance = Math.abs(column[r]);
        farthest[r] = distance > farthest[r] ? distance : farthest[r];
      }
    }

    @Override
    public void row(double[] in, double[] out, double[] work) {
      boolean may = true;
      for (int j = 0; j < needs; j++) {
        may &= Double.isNaN(in[j]) ? missing : Math.abs(in[j]) <= limit;
      }
      out[0] = may ? 0 : Double.NaN;
    }
  }
}
