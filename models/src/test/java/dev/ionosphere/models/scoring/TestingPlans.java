package dev.ionosphere.models.scoring;

import dev.ionosphere.models.scoring.operator.NearestCentre;
import dev.ionosphere.models.scoring.operator.Numbers;
import dev.ionosphere.models.scoring.operator.Operator;
import dev.ionosphere.models.scoring.operator.Standardise;
import dev.ionosphere.models.scoring.operator.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Plans and rows with random numbers, and the plainest way to score them. */
final class TestingPlans {

  private TestingPlans() {}

  static ScoringPlan random(Random random, int width, int clusters) {
    return kMeans(
        names(width),
        new Standardise(
            0,
            Vector.of(random.doubles(width, -1000, 1000).toArray()),
            Vector.of(random.doubles(width, 0.01, 10).toArray())),
        2,
        random.doubles((long) width * clusters, -3, 3).toArray());
  }

  static ScoringPlan kMeans(
      List<String> names, Standardise standardise, double threshold, double... centres) {
    return kMeans(names, Optional.of(standardise), threshold, centres);
  }

  static ScoringPlan kMeans(List<String> names, double threshold, double... centres) {
    return kMeans(names, Optional.empty(), threshold, centres);
  }

  private static ScoringPlan kMeans(
      List<String> names, Optional<Standardise> standardise, double threshold, double... centres) {
    List<Operator> operators = new ArrayList<>();
    operators.add(new Numbers(names));
    standardise.ifPresent(operators::add);
    int step = operators.size();
    operators.add(new NearestCentre(step - 1, names.size(), Vector.of(centres)));
    List<String> labels =
        IntStream.range(0, centres.length / names.size()).mapToObj(Integer::toString).toList();
    return new ScoringPlan(
        ScoringPlan.numbers(names),
        operators,
        List.of(
            new Output("cluster", Output.Kind.LABEL, step, 0, labels),
            new Output("distance", Output.Kind.VALUE, step, 1, List.of())),
        Optional.of(new AnomalyRule(1, 0, threshold)));
  }

  static List<String> names(int width) {
    return IntStream.range(0, width).mapToObj(i -> "x" + i).toList();
  }

  /** Rows around the means, so that centres compete. */
  static double[] rows(Random random, ScoringPlan plan, int count) {
    Standardise standardise = (Standardise) plan.operators().get(1);
    double[] rows = new double[count * standardise.width()];
    for (int i = 0; i < rows.length; i++) {
      int j = i % standardise.width();
      rows[i] =
          standardise.means().get(j) + 2 * random.nextGaussian() * standardise.deviations().get(j);
    }
    return rows;
  }

  /** As the definition says, one row at a time, divided instead of multiplied. */
  static Prediction plainly(ScoringPlan plan, double[] row) {
    NearestCentre nearest = (NearestCentre) plan.operators().getLast();
    double best = Double.POSITIVE_INFINITY;
    int cluster = -1;
    for (int c = 0; c < nearest.count(); c++) {
      double sum = 0;
      for (int j = 0; j < row.length; j++) {
        double z = row[j];
        if (plan.operators().get(1) instanceof Standardise s) {
          double deviation = s.deviations().get(j);
          z = deviation == 0 ? 0 * row[j] : (row[j] - s.means().get(j)) / deviation;
        }
        sum += Math.pow(z - nearest.centres().get(c * row.length + j), 2);
      }
      if (Math.sqrt(sum) < best) {
        best = Math.sqrt(sum);
        cluster = c;
      }
    }
    return cluster < 0
        ? Prediction.NONE
        : new Prediction(true, cluster, best, best > plan.anomaly().orElseThrow().above());
  }
}
