package dev.ionosphere.pipelines.logistic;

import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.classification.ScorableClassifier;
import dev.ionosphere.pipelines.plan.Input;
import dev.ionosphere.pipelines.plan.Operator;
import dev.ionosphere.pipelines.plan.UsedFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Weighted sums as they are scored elsewhere: one of two labels' second, or one for each label. A
 * row that lacks a value has no sum and is not scored.
 *
 * @param weights of all features, also of those that have none
 */
record ScorableLogistic(double[][] weights, double[] intercepts, UsedFeatures used, int iterations)
    implements ScorableClassifier {

  /**
   * @throws JobException if all weights are 0
   */
  static ScorableLogistic of(
      double[][] weights,
      double[] intercepts,
      List<String> features,
      int iterations,
      String input) {
    boolean[] weighs = new boolean[features.size()];
    for (double[] sum : weights) {
      for (int i = 0; i < weighs.length; i++) {
        weighs[i] |= sum[i] != 0;
      }
    }
    UsedFeatures used = UsedFeatures.of(features, weighs);
    if (used.names().isEmpty()) {
      throw new JobException(
          "input %s: no feature tells the labels apart, all weights are 0; allowed are other features, or less regularisation"
              .formatted(input));
    }
    return new ScorableLogistic(weights, intercepts, used, iterations);
  }

  private boolean isOfTwo() {
    return weights.length == 1;
  }

  @Override
  public List<Input> inputs() {
    return Input.numbers(used.names(), false);
  }

  @Override
  public List<Operator> operators() {
    double[][] some = Arrays.stream(weights).map(used::of).toArray(double[][]::new);
    return List.of(
        new Operator.Numbers(used.names()),
        new Operator.Linear(0, some, intercepts),
        isOfTwo() ? new Operator.Logistic(1) : new Operator.Softmax(1, weights.length));
  }

  @Override
  public int votes() {
    return isOfTwo() ? 2 : 1;
  }

  /**
   * What is infinite times a weight of 0 Spark takes for 0 or for nothing, as the weights happen to
   * be kept; here it is nothing. Of many labels an infinite sum has no probability.
   */
  @Override
  public boolean answers(double[] row) {
    for (int sum = 0; sum < weights.length; sum++) {
      double value = sum(sum, row);
      if (Double.isNaN(value) || (!isOfTwo() && value == Double.POSITIVE_INFINITY)) {
        return false;
      }
    }
    return true;
  }

  private double sum(int which, double[] row) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      if (used.places()[i] >= 0) {
        sum += weights[which][i] * row[i];
      }
    }
    return sum + intercepts[which];
  }

  /** Where the two likeliest labels are equally likely, and one ulp to each side of it. */
  @Override
  public List<double[]> hardRows(List<double[]> usual) {
    List<double[]> on = new ArrayList<>();
    List<double[]> above = new ArrayList<>();
    List<double[]> below = new ArrayList<>();
    for (double[] row : usual) {
      double[] between = between(row);
      int feature = heaviest(differences(row));
      on.add(between);
      above.add(with(between, feature, Math.nextUp(between[feature])));
      below.add(with(between, feature, Math.nextDown(between[feature])));
    }
    on.addAll(above);
    on.addAll(below);
    return on;
  }

  private double[] between(double[] row) {
    double[] weight = differences(row);
    int feature = heaviest(weight);
    int[] two = likeliest(row);
    double ahead = isOfTwo() ? sum(0, row) : sum(two[0], row) - sum(two[1], row);
    return with(row, feature, row[feature] - ahead / weight[feature]);
  }

  /** By how much each feature speaks for the likeliest label against the next. */
  private double[] differences(double[] row) {
    if (isOfTwo()) {
      return weights[0];
    }
    int[] two = likeliest(row);
    double[] differences = new double[row.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = weights[two[0]][i] - weights[two[1]][i];
    }
    return differences;
  }

  private int[] likeliest(double[] row) {
    int first = 0;
    int second = -1;
    for (int label = 1; label < weights.length; label++) {
      if (sum(label, row) > sum(first, row)) {
        second = first;
        first = label;
      } else if (second < 0 || sum(label, row) > sum(second, row)) {
        second = label;
      }
    }
    return new int[] {first, second};
  }

  private static int heaviest(double[] weights) {
    int heaviest = 0;
    for (int i = 1; i < weights.length; i++) {
      if (Math.abs(weights[i]) > Math.abs(weights[heaviest])) {
        heaviest = i;
      }
    }
    return heaviest;
  }

  private static double[] with(double[] row, int feature, double value) {
    double[] other = row.clone();
    other[feature] = value;
    return other;
  }

  @Override
  public Map<String, Object> metrics() {
    return Map.of("iterations", iterations, "weights", used.names().size());
  }
}
