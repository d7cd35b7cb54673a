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

  final int[] clusters;
  final double[] distances;
  final double threshold;
  final double[][] columns;
  final double[] sums;
  private int count;

  Scores(int capacity, int block, int width, double threshold) {
    this.clusters = new int[capacity];
    this.distances = new double[capacity];
    this.threshold = threshold;
    this.columns = new double[width][block];
    this.sums = new double[block];
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
