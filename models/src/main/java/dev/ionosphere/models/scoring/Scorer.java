package dev.ionosphere.models.scoring;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.models.scoring.operator.Kernel;
import dev.ionosphere.models.scoring.operator.Labeller;
import dev.ionosphere.models.scoring.operator.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes a plan on rows of numbers. A row is not scored if a value is missing (NaN) that the plan
 * says it needs, if a guard of the plan refuses it, or if what comes out is no finite number;
 * columns that the plan does not name may hold anything. Nothing is allocated for a row in a batch.
 * A row gives the same alone and in any batch. Safe for threads as long as each has its own {@link
 * Predictions}.
 */
public final class Scorer {

  private final ScoringPlan plan;
  private final List<String> columns;
  private final Program program;
  private final Needed[] needed; // must be looked at: what follows may hide a missing one
  private final int[] guards; // steps
  private final int label;
  private final ThreadLocal<RowWork> single;

  Scorer(ScoringPlan plan, List<String> columns) {
    this.plan = plan;
    this.columns = List.copyOf(columns);
    program = new Program(plan, columns);
    boolean hides = plan.operators().stream().anyMatch(Operator::hidesMissing);
    needed =
        plan.inputs().columns().stream()
            .filter(column -> hides)
            .map(column -> needed(column, plan.inputs().of(column.name()), columns))
            .filter(Needed::mayLack)
            .toArray(Needed[]::new);
    guards = plan.guards();
    label = firstLabel(plan.outputs());
    single = ThreadLocal.withInitial(() -> new RowWork(program.newRow(), program.newWork()));
  }

  private static Needed needed(
      Column column, @Nullable Categories categories, List<String> columns) {
    return new Needed(
        columns.indexOf(column.name()),
        !column.nullable(),
        categories == null ? Double.NaN : categories.unscoredFrom(column.nullable()));
  }

  /**
   * A value without which a row is not scored.
   *
   * @param value whether it must be there
   * @param unscoredFrom code of a category from which on it does not count; NaN if there is none
   */
  private record Needed(int column, boolean value, double unscoredFrom) {

    boolean mayLack() {
      return value || !Double.isNaN(unscoredFrom);
    }

    boolean lacks(double number) {
      return Double.isNaN(number) ? value : number >= unscoredFrom;
    }
  }

  private static int firstLabel(List<Output> outputs) {
    for (int o = 0; o < outputs.size(); o++) {
      if (outputs.get(o).kind() == Output.Kind.LABEL) {
        return o;
      }
    }
    return -1;
  }

  /** Numbers of one row by step, so that none is allocated for each. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record RowWork(double[][] numbers, double[] work) {}

  /** Names of the columns of a row, in order. */
  public List<String> columns() {
    return columns;
  }

  /** The same for rows of these columns. */
  public Scorer of(List<String> others) {
    return plan.scorer(others);
  }

  /** What it says of a row. */
  public List<Output> outputs() {
    return plan.outputs();
  }

  /** Names of the labels that {@link Predictions#label} counts. */
  public List<String> labels() {
    return plan.labels();
  }

  int labelOutput() {
    return label;
  }

  /** Bytes of {@link #newPredictions}, about. */
  public long bytes(int capacity) {
    long said = plan.outputs().stream().mapToLong(Output::width).sum();
    return Double.BYTES * (program.blockNumbers() + said * capacity);
  }

  /** Room for what it says of at most so many rows at once. */
  public Predictions newPredictions(int capacity) {
    return new Predictions(this, plan, program, capacity);
  }

  /** Scores one row of {@link #columns}. */
  public Prediction score(double[] row) {
    if (row.length != columns.size()) {
      throw new IllegalArgumentException(
          "row: got %d values, allowed: %d for columns %s"
              .formatted(row.length, columns.size(), columns));
    }
    RowWork own = single.get();
    program.row(row, own.numbers(), own.work());
    return isScored(row, own.numbers()) ? prediction(own.numbers()) : Prediction.NONE;
  }

  private boolean isScored(double[] row, double[][] numbers) {
    for (Needed one : needed) {
      if (one.lacks(row[one.column()])) {
        return false;
      }
    }
    for (int guard : guards) {
      if (Double.isNaN(numbers[guard][0])) {
        return false;
      }
    }
    for (Output output : plan.outputs()) {
      for (int c = 0; c < output.width(); c++) {
        if (!Double.isFinite(numbers[output.of()][output.column() + c])) {
          return false;
        }
      }
    }
    return true;
  }

  private Prediction prediction(double[][] numbers) {
    int said = label < 0 ? -1 : (int) numbers[plan.outputs().get(label).of()][0];
    if (plan.anomaly().isEmpty()) {
      return new Prediction(true, said, Double.NaN, false);
    }
    AnomalyRule rule = plan.anomaly().get();
    Output output = plan.outputs().get(rule.output());
    double score = numbers[output.of()][output.column() + rule.column()];
    return new Prediction(true, said, score, score > rule.above());
  }

  /**
   * Scores rows that lie one after the other.
   *
   * @param rows row-major, each row {@link #columns}
   * @param count how many, at most the capacity of {@code into}
   */
  public void score(double[] rows, int count, Predictions into) {
    score(rows, 0, count, into);
  }

  /**
   * Scores some of the rows that lie one after the other; the first of them is row 0 of what it
   * says.
   *
   * @param firstRow number of the first row to score
   */
  public void score(double[] rows, int firstRow, int count, Predictions into) {
    int stride = columns.size();
    if (firstRow < 0 || count < 0 || ((long) firstRow + count) * stride > rows.length) {
      throw new IllegalArgumentException(
          "rows: got %d values, needed: %d for each of %d rows from row %d on"
              .formatted(rows.length, stride, count, firstRow));
    }
    if (count > into.capacity() || into.scorer != this) {
      throw new IllegalArgumentException(
          "predictions: got room for %d rows of %s scorer, needed: %d of this one"
              .formatted(into.capacity(), into.scorer == this ? "this" : "another", count));
    }
    for (int done = 0; done < count; done += Kernel.BLOCK) {
      int size = Math.min(Kernel.BLOCK, count - done);
      program.block(rows, firstRow + done, size, into.block, into.work);
      into.take(done, size);
    }
    for (Needed one : needed) {
      int at = firstRow * stride + one.column();
      for (int r = 0; r < count; r++, at += stride) {
        if (one.lacks(rows[at])) {
          into.refuse(r);
        }
      }
    }
    into.count(count);
  }

  /**
   * How far a row is from another label, see {@link Labeller#gap}; NaN if that cannot be said.
   *
   * @param output a label
   */
  double gap(double[] row, int output, int winner, int other) {
    RowWork own = single.get();
    program.row(row, own.numbers(), own.work());
    int step = plan.outputs().get(output).of();
    @Nullable Kernel kernel = program.kernel(step);
    return kernel instanceof Labeller labeller
        ? labeller.gap(own.numbers()[plan.operators().get(step).reads().getFirst()], winner, other)
        : Double.NaN;
  }
}
