package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.scoring.operator.NearestCentre;
import dev.ionosphere.models.scoring.operator.Numbers;
import dev.ionosphere.models.scoring.operator.Operator;
import dev.ionosphere.models.scoring.operator.PlanReader;
import dev.ionosphere.models.scoring.operator.Standardise;
import dev.ionosphere.models.scoring.operator.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Version 1 of the binary form, of packages up to 0.3.0: columns are selected, standardised if it
 * says so, and the nearest centre is found.
 */
final class FirstPlanBytes {

  static final int VERSION = 1;

  private static final int SELECT = 1;
  private static final int STANDARDISE = 2;
  private static final int K_MEANS = 3;
  private static final int MOST_CENTRES = 100_000;

  static ScoringPlan read(PlanReader in) {
    int steps = in.u16();
    if (steps != 2 && steps != 3) {
      throw new ModelFormatException("scoring plan, steps", steps, "2, 3");
    }
    PlanReader select = step(in, SELECT);
    List<String> features =
        PlanJson.names("scoring plan, names", select.texts("names", Operator.MOST_WIDTH));
    select.end();
    if (steps == 2) {
      return kMeans(features, List.of(), step(in, K_MEANS));
    }
    PlanReader standardise = step(in, STANDARDISE);
    int width = standardise.count("width", Operator.MOST_WIDTH);
    Vector means = standardise.numbers(width);
    Vector deviations = standardise.numbers(width);
    standardise.end();
    return kMeans(features, List.of(new Standardise(0, means, deviations)), step(in, K_MEANS));
  }

  private static PlanReader step(PlanReader in, int expected) {
    int kind = in.u16();
    int version = in.u16();
    if (kind != expected || version != 1) {
      throw new ModelFormatException(
          in.path("kind and version of a step"),
          kind + ", " + version,
          expected + ", 1 of 1 (select), 2 (standardise), 3 (k-means)");
    }
    return in.sized();
  }

  private static ScoringPlan kMeans(
      List<String> features, List<Operator> standardise, PlanReader in) {
    int width = in.count("width", Operator.MOST_WIDTH);
    int clusters = in.count("clusters", MOST_CENTRES);
    double threshold = in.f64();
    Vector centres = in.numbers((long) width * clusters);
    in.end();
    return plan(features, standardise, width, centres, threshold);
  }

  /** The plan of k-means that a first version said. */
  static ScoringPlan plan(
      List<String> features,
      List<Operator> standardise,
      int width,
      Vector centres,
      double threshold) {
    if (!(threshold >= 0)) {
      throw new ModelFormatException("k-means, threshold", threshold, "a number, 0 or more");
    }
    int last = standardise.size();
    NearestCentre nearest = new NearestCentre(last, width, centres);
    List<Operator> operators = new ArrayList<>();
    operators.add(new Numbers(features));
    operators.addAll(standardise);
    operators.add(nearest);
    return new ScoringPlan(
        ScoringPlan.numbers(features),
        operators,
        outputs(last + 1, nearest.count()),
        Optional.of(new AnomalyRule(1, 0, threshold)));
  }

  private static List<Output> outputs(int step, int clusters) {
    List<String> labels = IntStream.range(0, clusters).mapToObj(Integer::toString).toList();
    return List.of(
        new Output("cluster", Output.Kind.LABEL, step, 0, labels),
        new Output("distance", Output.Kind.VALUE, step, 1, List.of()));
  }

  private FirstPlanBytes() {}
}
