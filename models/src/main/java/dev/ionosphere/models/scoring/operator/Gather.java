package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers of earlier steps side by side: some of them, in another order, of several steps.
 *
 * @param steps by number: the step that gives it
 * @param columns by number: its place among those of its step
 */
@SuppressWarnings("ArrayRecordComponent") // compared by their content below
public record Gather(int[] steps, int[] columns) implements Operator {

  public Gather {
    Operator.checkedWidth("gather, columns", columns.length);
    if (steps.length != columns.length) {
      throw new ModelFormatException(
          "gather, steps", steps.length, columns.length + " as there are columns");
    }
    steps = steps.clone();
    columns = columns.clone();
  }

  static Gather read(PlanReader in) {
    int width = in.count("width", MOST_WIDTH);
    return new Gather(in.wholes(width), in.wholes(width));
  }

  static Gather of(JsonFields json) {
    json.only("kind", "steps", "columns");
    return new Gather(
        Trees.wholes(json.path("steps"), json.wholes("steps")),
        Trees.wholes(json.path("columns"), json.wholes("columns")));
  }

  @Override
  public void write(PlanWriter out) {
    out.u32(columns.length).wholes(steps).wholes(columns);
  }

  public int step(int number) {
    return steps[number];
  }

  public int column(int number) {
    return columns[number];
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.GATHER;
  }

  @Override
  public List<Integer> reads() {
    return Arrays.stream(steps).distinct().boxed().toList();
  }

  /** Of what it reads as many as it takes. */
  @Override
  public void checkRead(String subject, int step, int given) {
    for (int i = 0; i < columns.length; i++) {
      if (steps[i] == step && (columns[i] < 0 || columns[i] >= given)) {
        throw new ModelFormatException(
            subject + ", column " + i,
            columns[i],
            "0 to %d as step %d gives".formatted(given - 1, step));
      }
    }
  }

  @Override
  public int needs() {
    return columns.length;
  }

  @Override
  public int width() {
    return columns.length;
  }

  /** Nothing is computed: whoever scores reads the numbers where they are. */
  @Override
  public Kernel kernel() {
    throw new UnsupportedOperationException("numbers are gathered by the scorer");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Gather gather
        && Arrays.equals(steps, gather.steps)
        && Arrays.equals(columns, gather.columns);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(steps) + Arrays.hashCode(columns);
  }

  @Override
  public String toString() {
    return columns.length + " numbers of steps " + reads();
  }
}
