package dev.ionosphere.models.scoring;

import java.util.List;

/**
 * What a model says of a batch of rows, and the scorer's work space: made once, used for batch
 * after batch. One thread at a time.
 */
public final class Predictions {

  final Scorer scorer; // the zeros at the end of columns are its own
  final double[][][] block;
  final double[] work;
  private final List<Output> outputs;
  private final double[][][] values; // [output][column][row]
  private final int[] guards; // steps
  private final boolean[] scored;
  private final int label; // output, -1 if there is none
  private final int ruled; // output, -1 if there is none
  private final int column;
  private final double above;
  private int count;

  Predictions(Scorer scorer, ScoringPlan plan, Program program, int capacity) {
    this.scorer = scorer;
    block = program.newBlock();
    work = program.newWork();
    outputs = plan.outputs();
    values = new double[outputs.size()][][];
    for (int o = 0; o < values.length; o++) {
      values[o] = new double[outputs.get(o).width()][capacity];
    }
    guards = plan.guards();
    scored = new boolean[capacity];
    label = scorer.labelOutput();
    ruled = plan.anomaly().map(AnomalyRule::output).orElse(-1);
    column = plan.anomaly().map(AnomalyRule::column).orElse(0);
    above = plan.anomaly().map(AnomalyRule::above).orElse(Double.NaN);
  }

  /** Takes what the block in work gave. */
  void take(int at, int size) {
    java.util.Arrays.fill(scored, at, at + size, true);
    for (int guard : guards) {
      double[] from = block[guard][0];
      for (int r = 0; r < size; r++) {
        scored[at + r] &= from[r] == 0;
      }
    }
    for (int o = 0; o < values.length; o++) {
      Output output = outputs.get(o);
      for (int c = 0; c < values[o].length; c++) {
        double[] from = block[output.of()][output.column() + c];
        double[] to = values[o][c];
        for (int r = 0; r < size; r++) {
          double value = from[r];
          to[at + r] = value;
          // False of NaN and infinities.
          scored[at + r] &= Math.abs(value) <= Double.MAX_VALUE;
        }
      }
    }
  }

  /** A value that the row cannot be without was missing. */
  void refuse(int row) {
    scored[row] = false;
  }

  void count(int rows) {
    this.count = rows;
  }

  /** Rows of the last batch. */
  public int count() {
    return count;
  }

  public int capacity() {
    return scored.length;
  }

  /** Whether the model says anything of the row. */
  public boolean scored(int row) {
    return scored[row];
  }

  /** Number of the first label that it says, -1 if it says none. */
  public int label(int row) {
    return label < 0 || !scored[row] ? -1 : (int) values[label][0][row];
  }

  /**
   * A number of an output; of a label its number. NaN if the row is not scored.
   *
   * @param column of the output's numbers, from 0
   */
  public double value(int output, int column, int row) {
    return scored[row] ? values[output][column][row] : Double.NaN;
  }

  /** What the anomaly rule looks at, NaN if there is none or the row is not scored. */
  public double score(int row) {
    return ruled < 0 ? Double.NaN : value(ruled, column, row);
  }

  /** Whether the score is over the plan's threshold. */
  public boolean anomaly(int row) {
    return score(row) > above;
  }

  public Prediction prediction(int row) {
    return scored[row]
        ? new Prediction(true, label(row), score(row), anomaly(row))
        : Prediction.NONE;
  }
}
