package dev.ionosphere.models.scoring;

import java.util.List;

/**
 * Computes a plan on rows of numbers. A row with NaN (missing) or an infinite number in a column
 * the plan uses gets cluster {@link Scores#UNSCORED}, distance NaN and is no anomaly; other columns
 * may hold anything. Nothing is allocated for a row in a batch. A row gives the same alone and in
 * any batch. Safe for threads as long as each has its own {@link Scores}.
 */
public final class Scorer {

  private final List<String> columns;
  private final Input input;
  private final int clusters;
  private final double threshold;
  private final BlockKernel blocks;
  private final RowKernel single;

  private Scorer(ScoringPlan plan, List<String> columns, Input input) {
    this.columns = List.copyOf(columns);
    this.input = input;
    this.clusters = plan.clusters();
    this.threshold = plan.threshold();
    this.blocks = new BlockKernel(plan.kMeans());
    this.single = new RowKernel(input, plan.kMeans());
  }

  static Scorer of(ScoringPlan plan, List<String> columns) {
    return new Scorer(plan, columns, Input.of(plan, columns));
  }

  /** Names of the columns of a row, in order. */
  public List<String> columns() {
    return columns;
  }

  public int clusters() {
    return clusters;
  }

  public double threshold() {
    return threshold;
  }

  /** Room for the results of batches of at most so many rows, for this scorer. */
  public Scores newScores(int capacity) {
    return new Scores(this, capacity, blocks.width());
  }

  /** Scores one row of {@link #columns}. */
  public Score score(double[] row) {
    if (row.length != input.stride()) {
      throw new IllegalArgumentException(
          "row: got %d values, allowed: %d for columns %s"
              .formatted(row.length, input.stride(), columns));
    }
    return single.score(row, threshold);
  }

  /**
   * Scores rows that lie one after the other.
   *
   * @param rows row-major, each row {@link #columns}
   * @param count how many, at most the capacity of {@code into}
   */
  public void score(double[] rows, int count, Scores into) {
    score(rows, 0, count, into);
  }

  /**
   * Scores some of the rows that lie one after the other; the first of them is row 0 of the
   * results.
   *
   * @param firstRow number of the first row to score
   */
  public void score(double[] rows, int firstRow, int count, Scores into) {
    if (firstRow < 0 || count < 0 || ((long) firstRow + count) * input.stride() > rows.length) {
      throw new IllegalArgumentException(
          "rows: got %d values, needed: %d for each of %d rows from row %d on"
              .formatted(rows.length, input.stride(), count, firstRow));
    }
    if (count > into.capacity() || into.scorer != this) {
      throw new IllegalArgumentException(
          "scores: got room for %d rows of %s scorer, needed: %d of this one"
              .formatted(into.capacity(), into.scorer == this ? "this" : "another", count));
    }
    for (int done = 0; done < count; done += BlockKernel.BLOCK) {
      int size = Math.min(BlockKernel.BLOCK, count - done);
      input.standardise(rows, firstRow + done, size, into.columns);
      blocks.nearest(size, done, into);
    }
    into.count(count);
  }
}
