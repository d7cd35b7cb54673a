package dev.ionosphere.models.scoring;

import java.util.Arrays;

/** The nearest centre of one row: eight centres at once, so that eight sums fill the pipeline. */
final class RowKernel {

  private static final int GROUP = 8;

  private final Input input;
  private final double[] groups; // [group][feature][GROUP], filled up with infinity

  RowKernel(Input input, Step.KMeans kMeans) {
    this.input = input;
    int width = kMeans.width();
    int count = (kMeans.clusters() + GROUP - 1) / GROUP;
    this.groups = new double[count * width * GROUP];
    Arrays.fill(groups, Double.POSITIVE_INFINITY);
    for (int c = 0; c < kMeans.clusters(); c++) {
      for (int j = 0; j < width; j++) {
        groups[((c / GROUP) * width + j) * GROUP + c % GROUP] = kMeans.centres().get(c * width + j);
      }
    }
  }

  Score score(double[] row, double threshold) {
    int[] selected = input.selected();
    double[] means = input.means();
    double[] factors = input.factors();
    double least = Double.POSITIVE_INFINITY;
    int cluster = Scores.UNSCORED;
    int at = 0;
    for (int first = 0; at < groups.length; first += GROUP) {
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      double s4 = 0;
      double s5 = 0;
      double s6 = 0;
      double s7 = 0;
      for (int j = 0; j < selected.length; j++, at += GROUP) {
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
      double nearest =
          Math.min(
              Math.min(Math.min(s0, s1), Math.min(s2, s3)),
              Math.min(Math.min(s4, s5), Math.min(s6, s7)));
      // "Less", so that of equally near centres the first wins, as in Spark; false for NaN.
      if (nearest < least) {
        least = nearest;
        cluster = first + position(nearest, s0, s1, s2, s3, s4, s5, s6);
      }
    }
    double distance = cluster == Scores.UNSCORED ? Double.NaN : Math.sqrt(least);
    return new Score(cluster, distance, distance > threshold);
  }

  private static int position(
      double nearest, double s0, double s1, double s2, double s3, double s4, double s5, double s6) {
    if (nearest == s0) {
      return 0;
    } else if (nearest == s1) {
      return 1;
    } else if (nearest == s2) {
      return 2;
    } else if (nearest == s3) {
      return 3;
    } else if (nearest == s4) {
      return 4;
    } else if (nearest == s5) {
      return 5;
    }
    return nearest == s6 ? 6 : 7;
  }
}
