package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.List;

/**
 * The sum over trees of what their leaves hold. At a split a value that is at most the threshold
 * goes left, a greater or a missing one right, as in Spark.
 *
 * @param of number of the step that it reads
 * @param trees their nodes
 */
public record Forest(int of, int needs, Trees trees) implements Operator {

  public Forest {
    Operator.checkedWidth("forest, width", needs);
    trees.check(needs);
  }

  static Forest read(PlanReader in) {
    return new Forest(in.u16(), in.count("width", MOST_WIDTH), Trees.read(in));
  }

  static Forest of(JsonFields json) {
    json.only("kind", "of", "width", "roots", "features", "thresholds", "rights", "values");
    List<double[]> values = json.rows("values");
    int width = values.isEmpty() ? 0 : values.get(0).length;
    return new Forest(
        json.index("of"),
        json.index("width"),
        new Trees(
            Trees.wholes(json.path("roots"), json.wholes("roots")),
            Trees.wholes(json.path("features"), json.wholes("features")),
            Vector.of(json.numbers("thresholds")),
            Trees.wholes(json.path("rights"), json.wholes("rights")),
            width,
            Vector.of(json.path("values"), values, width)));
  }

  @Override
  public void write(PlanWriter out) {
    trees.write(out.u16(of).u32(needs));
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.FOREST;
  }

  @Override
  public List<Integer> reads() {
    return List.of(of);
  }

  @Override
  public int width() {
    return trees.width();
  }

  @Override
  public boolean hidesMissing() {
    return true;
  }

  @Override
  public Kernel kernel() {
    return trees.isMapped() ? new MappedForestKernel(trees, needs) : new ForestKernel(trees, needs);
  }

  /**
   * Refuses a forest that is none.
   *
   * @throws ModelFormatException always
   */
  static ModelFormatException wrong(String what, Object got, String allowed) {
    return new ModelFormatException("forest, " + what, got, allowed);
  }
}
