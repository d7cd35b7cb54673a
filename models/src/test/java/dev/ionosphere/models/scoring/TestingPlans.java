package dev.ionosphere.models.scoring;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Plans and rows with random numbers, and the plainest way to score them. */
final class TestingPlans {

  private TestingPlans() {}

  static ScoringPlan random(Random random, int width, int clusters) {
    return new ScoringPlan(
        List.of(
            new Step.SelectColumns(names(width)),
            new Step.Standardise(
                Vector.of(random.doubles(width, -1000, 1000).toArray()),
                Vector.of(random.doubles(width, 0.01, 10).toArray())),
            new Step.KMeans(
                width, Vector.of(random.doubles((long) width * clusters, -3, 3).toArray()), 2)));
  }

  static List<String> names(int width) {
    return IntStream.range(0, width).mapToObj(i -> "x" + i).toList();
  }

  /** Rows around the means, so that centres compete. */
  static double[] rows(Random random, ScoringPlan plan, int count) {
    Step.Standardise standardise = (Step.Standardise) plan.steps().get(1);
    double[] rows = new double[count * standardise.width()];
    for (int i = 0; i < rows.length; i++) {
      int j = i % standardise.width();
      rows[i] =
          standardise.means().get(j) + 2 * random.nextGaussian() * standardise.deviations().get(j);
    }
    return rows;
  }

  /** As the definition says, one row at a time, divided instead of multiplied. */
  static Score plainly(ScoringPlan plan, double[] row) {
    double best = Double.POSITIVE_INFINITY;
    int cluster = -1;
    for (int c = 0; c < plan.clusters(); c++) {
      double sum = 0;
      for (int j = 0; j < row.length; j++) {
        double z = row[j];
        if (plan.steps().get(1) instanceof Step.Standardise s) {
          double deviation = s.deviations().get(j);
          z = deviation == 0 ? 0 * row[j] : (row[j] - s.means().get(j)) / deviation;
        }
        sum += Math.pow(z - plan.kMeans().centres().get(c * row.length + j), 2);
      }
      if (Math.sqrt(sum) < best) {
        best = Math.sqrt(sum);
        cluster = c;
      }
    }
    return new Score(
        cluster, cluster < 0 ? Double.NaN : best, cluster >= 0 && best > plan.threshold());
  }
}
