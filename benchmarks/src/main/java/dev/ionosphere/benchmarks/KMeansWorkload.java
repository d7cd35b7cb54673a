package dev.ionosphere.benchmarks;

import dev.ionosphere.models.scoring.AnomalyRule;
import dev.ionosphere.models.scoring.Output;
import dev.ionosphere.models.scoring.ScoringPlan;
import dev.ionosphere.models.scoring.operator.NearestCentre;
import dev.ionosphere.models.scoring.operator.Numbers;
import dev.ionosphere.models.scoring.operator.Standardise;
import dev.ionosphere.models.scoring.operator.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    List<String> names = IntStream.range(0, width).mapToObj(i -> "x" + i).toList();
    ScoringPlan plan =
        new ScoringPlan(
            ScoringPlan.numbers(names),
            List.of(
                new Numbers(names),
                new Standardise(0, Vector.of(means), Vector.of(deviations)),
                new NearestCentre(1, width, Vector.of(centres))),
            List.of(
                new Output(
                    "cluster",
                    Output.Kind.LABEL,
                    2,
                    0,
                    IntStream.range(0, clusters).mapToObj(Integer::toString).toList()),
                new Output("distance", Output.Kind.VALUE, 2, 1, List.of())),
            Optional.of(new AnomalyRule(1, 0, 5)));
    double[] rows = new double[count * width];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = means[i % width] + 2 * random.nextGaussian() * deviations[i % width];
    }
    return new KMeansWorkload(plan, rows, count, width);
  }

  double[] means() {
    return standardise().means().toArray();
  }

  double[] deviations() {
    return standardise().deviations().toArray();
  }

  private Standardise standardise() {
    return (Standardise) plan.operators().get(1);
  }

  /** Row-major. */
  double[] centres() {
    return ((NearestCentre) plan.operators().get(2)).centres().toArray();
  }

  int clusters() {
    return plan.labels().size();
  }

  double[] row(int index) {
    return Arrays.copyOfRange(rows, index * width, (index + 1) * width);
  }
}
