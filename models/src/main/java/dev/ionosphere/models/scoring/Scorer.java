package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.List;

/**
 * Computes a plan on rows of numbers. A row with NaN (missing) or an infinite number in a column
 * the plan uses gets cluster {@link Scores#UNSCORED}, distance NaN and is no anomaly; other columns
 * may hold anything. Nothing is allocated for a row in a batch. Safe for threads as long as each
 * has its own {@link Scores}.
 *
 * <p>Standardisation is not folded into the centres: {@code (x - mean) * (1 / deviation)} is exact
 * where a sensor's mean is ten thousand times its deviation, {@code x / deviation - (mean /
 * deviation + centre)} is not, and the cost is one of {@code k} passes.
 */
public final class Scorer {

  /** Rows worked on at once: their columns stay in the first cache. */
  private static final int BLOCK = 64;

  /** Centres worked on at once for a single row: enough independent sums to fill the pipeline. */
  private static final int GROUP = 8;

  private final List<String> columns;
  private final int stride;
  private final int width;
  private final int clusters;
  private final double threshold;
  private final int[] selected;
  private final double[] means;
  private final double[] factors;
  private final double[] centres; // row-major
  private final double[] groups; // [group][feature][GROUP], filled up with infinity

  private Scorer(ScoringPlan plan, List<String> columns, int[] selected) {
    this.columns = List.copyOf(columns);
    this.stride = columns.size();
    this.selected = selected;
    this.width = selected.length;
    this.clusters = plan.clusters();
    this.threshold = plan.threshold();
    this.centres = plan.kMeans().centres().toArray();
    this.means = new double[width];
    this.factors = new double[width];
    Arrays.fill(factors, 1);
    if (plan.steps().get(1) instanceof Step.Standardise standardise) {
      for (int j = 0; j < width; j++) {
        means[j] = standardise.means().get(j);
        double deviation = standardise.deviations().get(j);
        factors[j] = deviation == 0 ? 0 : 1 / deviation;
      }
    }
    this.groups = groups(centres, clusters, width);
  }

  static Scorer of(ScoringPlan plan, List<String> columns) {
    int[] selected = new int[plan.features().size()];
    for (int j = 0; j < selected.length; j++) {
      selected[j] = columns.indexOf(plan.features().get(j));
      if (selected[j] < 0) {
        throw new ModelFormatException(
            "column " + plan.features().get(j), "columns " + columns, "every column of the plan");
      }
    }
    return new Scorer(plan, columns, selected);
  }

  private static double[] groups(double[] centres, int clusters, int width) {
    int count = (clusters + GROUP - 1) / GROUP;
    double[] groups = new double[count * width * GROUP];
    Arrays.fill(groups, Double.POSITIVE_INFINITY);
    for (int c = 0; c < clusters; c++) {
      for (int j = 0; j < width; j++) {
        groups[((c / GROUP) * width + j) * GROUP + c % GROUP] = centres[c * width + j];
      }
    }
    return groups;
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

  /** Room for the results of batches of at most so many rows. */
  public Scores newScores(int capacity) {
    return new Scores(capacity, BLOCK, width, threshold);
  }

  /** Scores one row of {@link #columns}. */
  public Score score(double[] row) {
    if (row.length != stride) {
      throw new IllegalArgumentException(
          "row: got " + row.length + " values, allowed: " + stride + " for columns " + columns);
    }
    double best = Double.POSITIVE_INFINITY;
    int cluster = Scores.UNSCORED;
    for (int from = 0, first = 0; from < groups.length; from += width * GROUP, first += GROUP) {
      double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
      int at = from;
      for (int j = 0; j < width; j++, at += GROUP) {
        double z = (row[selected[j]] - means[j]) * factors[j];
        double d0 = z - groups[at];
        double d1 = z - groups[at + 1];
        double d2 = z - groups[at + 2];
        double d3 = z - groups[at + 3];
        double d4 = z - groups[at + 4];
        double d5 = z - groups[at + 5];
        double d6 = z - groups[at + 6];
        double d7 = z - groups[at + 7];
        s0 += d0 * d0;
        s1 += d1 * d1;
        s2 += d2 * d2;
        s3 += d3 * d3;
        s4 += d4 * d4;
        s5 += d5 * d5;
        s6 += d6 * d6;
        s7 += d7 * d7;
      }
      // In order and with "less", so that of equally near centres the first wins, as in Spark.
      if (s0 < best) {
        best = s0;
        cluster = first;
      }
      if (s1 < best) {
        best = s1;
        cluster = first + 1;
      }
      if (s2 < best) {
        best = s2;
        cluster = first + 2;
      }
      if (s3 < best) {
        best = s3;
        cluster = first + 3;
      }
      if (s4 < best) {
        best = s4;
        cluster = first + 4;
      }
      if (s5 < best) {
        best = s5;
        cluster = first + 5;
      }
      if (s6 < best) {
        best = s6;
        cluster = first + 6;
      }
      if (s7 < best) {
        best = s7;
        cluster = first + 7;
      }
    }
    double distance = cluster == Scores.UNSCORED ? Double.NaN : Math.sqrt(best);
    return new Score(cluster, distance, distance > threshold);
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
    if (firstRow < 0 || count < 0 || (long) (firstRow + (long) count) * stride > rows.length) {
      throw new IllegalArgumentException(
          "rows: got "
              + rows.length
              + " values, needed: "
              + stride
              + " for each of rows "
              + firstRow
              + " to "
              + (firstRow + (long) count - 1));
    }
    if (count > into.capacity() || into.columns.length != width) {
      throw new IllegalArgumentException(
          "scores: got room for "
              + into.capacity()
              + " rows of "
              + into.columns.length
              + ", needed: "
              + count
              + " of "
              + width);
    }
    for (int done = 0; done < count; done += BLOCK) {
      int size = Math.min(BLOCK, count - done);
      standardise(rows, firstRow + done, size, into.columns);
      nearest(size, done, into);
    }
    into.count(count);
  }

  /** Turns rows into columns, so that the loop over rows runs on neighbours. */
  private void standardise(double[] rows, int firstRow, int size, double[][] columns) {
    for (int j = 0; j < width; j++) {
      double[] column = columns[j];
      double mean = means[j];
      double factor = factors[j];
      int at = firstRow * stride + selected[j];
      for (int r = 0; r < size; r++, at += stride) {
        column[r] = (rows[at] - mean) * factor;
      }
    }
  }

  private void nearest(int size, int done, Scores into) {
    double[] sums = into.sums;
    Arrays.fill(into.clusters, done, done + size, Scores.UNSCORED);
    Arrays.fill(into.distances, done, done + size, Double.POSITIVE_INFINITY);
    for (int c = 0; c < clusters; c++) {
      Arrays.fill(sums, 0, size, 0);
      for (int j = 0; j < width; j++) {
        addSquares(into.columns[j], centres[c * width + j], sums, size);
      }
      for (int r = 0; r < size; r++) {
        if (sums[r] < into.distances[done + r]) {
          into.distances[done + r] = sums[r];
          into.clusters[done + r] = c;
        }
      }
    }
    for (int r = done; r < done + size; r++) {
      into.distances[r] =
          into.clusters[r] == Scores.UNSCORED ? Double.NaN : Math.sqrt(into.distances[r]);
    }
  }

  private static void addSquares(double[] column, double centre, double[] sums, int size) {
    for (int r = 0; r < size; r++) {
      double difference = column[r] - centre;
      sums[r] += difference * difference;
    }
  }
}
