package dev.ionosphere.benchmarks;

import dev.ionosphere.models.scoring.ScoringPlan;
import dev.ionosphere.models.scoring.Step;
import dev.ionosphere.models.scoring.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A k-means model of some shape and rows around its means, the same in every run. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KMeansWorkload(ScoringPlan plan, double[] rows, int count, int width) {

  /**
   * Makes the workload.
   *
   * @param shape clusters and width, such as {@code 8x15}
   */
  static KMeansWorkload of(String shape, int count) {
    String[] parts = shape.split("x", -1);
    int clusters = Integer.parseInt(parts[0]);
    int width = Integer.parseInt(parts[1]);
    Random random = new Random(42);
    double[] means = random.doubles(width, -1000, 1000).toArray();
    double[] deviations = random.doubles(width, 0.1, 10).toArray();
    double[] centres = random.doubles((long) clusters * width, -3, 3).toArray();
    ScoringPlan plan =
        new ScoringPlan(
            List.of(
                new Step.SelectColumns(IntStream.range(0, width).mapToObj(i -> "x" + i).toList()),
                new Step.Standardise(Vector.of(means), Vector.of(deviations)),
                new Step.KMeans(width, Vector.of(centres), 5)));
    double[] rows = new double[count * width];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = means[i % width] + 2 * random.nextGaussian() * deviations[i % width];
    }
    return new KMeansWorkload(plan, rows, count, width);
  }

  double[] means() {
    return ((Step.Standardise) plan.steps().get(1)).means().toArray();
  }

  double[] deviations() {
    return ((Step.Standardise) plan.steps().get(1)).deviations().toArray();
  }

  double[] row(int index) {
    return Arrays.copyOfRange(rows, index * width, (index + 1) * width);
  }
}
