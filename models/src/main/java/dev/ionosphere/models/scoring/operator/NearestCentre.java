package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.List;

/**
 * Number of the nearest centre by Euclidean distance, of equally near ones the first; and the
 * distance to it.
 *
 * @param of number of the step that it reads
 * @param centres row-major, {@code needs} numbers a centre
 */
public record NearestCentre(int of, int needs, Vector centres) implements Operator {

  static final int MOST_CENTRES = 100_000;

  public NearestCentre {
    Operator.checkedWidth("nearest centre, width", needs);
    if (centres.size() == 0 || centres.size() % needs != 0) {
      throw new ModelFormatException(
          "nearest centre, centres", centres.size() + " numbers", "a multiple of width " + needs);
    }
    if (centres.size() / needs > MOST_CENTRES) {
      throw new ModelFormatException(
          "nearest centre, centres", centres.size() / needs, "1 to " + MOST_CENTRES);
    }
  }

  static NearestCentre read(PlanReader in) {
    int of = in.u16();
    int width = in.count("width", MOST_WIDTH);
    int centres = in.count("centres", MOST_CENTRES);
    return new NearestCentre(of, width, in.numbers((long) width * centres));
  }

  static NearestCentre of(JsonFields json) {
    json.only("kind", "of", "centres");
    List<double[]> rows = json.rows("centres");
    int width = rows.isEmpty() ? 0 : rows.get(0).length;
    return new NearestCentre(json.index("of"), width, Vector.of(json.path("centres"), rows, width));
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of).u32(needs).u32(count()).numbers(centres);
  }

  public int count() {
    return centres.size() / needs;
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.NEAREST_CENTRE;
  }

  @Override
  public List<Integer> reads() {
    return List.of(of);
  }

  @Override
  public int width() {
    return 2;
  }

  @Override
  public Kernel kernel() {
    return centres.isMapped() ? new MappedCentresKernel(this) : new NearestCentreKernel(this);
  }
}
