package dev.ionosphere.models.scoring;

/**
 * Results of a batch, and the scorer's work space: made once, used for batch after batch. One
 * thread at a time.
 */
public final class Scores {

  /**
   * The cluster of a row that could not be scored, because a value was missing (NaN) or infinite.
   */
  public static final int UNSCORED = -1;

  final Scorer scorer; // the zeros at the end of columns are its own
  final int[] clusters;
  final double[] distances;
  final double threshold;
  final double[][] columns; // of the block in work
  final double[] sums; // squared distances to the centre in work
  final double[] least; // the least of them so far
  private int count;

  Scores(Scorer scorer, int capacity, int width) {
    this.scorer = scorer;
    this.clusters = new int[capacity];
    this.distances = new double[capacity];
    this.threshold = scorer.threshold();
    this.columns = new double[width][BlockKernel.BLOCK];
    this.sums = new double[BlockKernel.BLOCK];
    this.least = new double[BlockKernel.BLOCK];
  }

  void count(int scored) {
    this.count = scored;
  }

  /** Rows of the last batch. */
  public int count() {
    return count;
  }

  public int capacity() {
    return clusters.length;
  }

  /** The nearest centre's number, or {@link #UNSCORED}. */
  public int cluster(int row) {
    return clusters[row];
  }

  /** To the nearest centre in the units of the plan; NaN if the row could not be scored. */
  public double distance(int row) {
    return distances[row];
  }

  /**
   * Whether the distance is over the plan's threshold; never for a row that could not be scored.
   */
  public boolean anomaly(int row) {
    return distances[row] > threshold;
  }

  public Score score(int row) {
    return new Score(clusters[row], distances[row], anomaly(row));
  }
}
