package dev.ionosphere.pipelines.logistic;

import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.classification.ScorableClassifier;
import dev.ionosphere.pipelines.plan.Encoding;
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
 * @param weights of all numbers, also of those that have none
 */
record ScorableLogistic(double[][] weights, double[] intercepts, UsedFeatures used, int iterations)
    implements ScorableClassifier {

  /**
   * @throws JobException if all weights are 0
   */
  static ScorableLogistic of(
      double[][] weights, double[] intercepts, Encoding encoding, int iterations, String input) {
    boolean[] weighs = new boolean[encoding.width()];
    for (double[] sum : weights) {
      for (int i = 0; i < weighs.length; i++) {
        weighs[i] |= sum[i] != 0;
      }
    }
    UsedFeatures used = UsedFeatures.of(encoding, weighs);
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
    return used.used().inputs(false);
  }

  @Override
  public List<Operator> operators() {
    double[][] some = Arrays.stream(weights).map(used::of).toArray(double[][]::new);
    int numbers = used.used().step();
    List<Operator> operators = new ArrayList<>(used.used().operators());
    operators.add(new Operator.Linear(numbers, some, intercepts));
    operators.add(
        isOfTwo()
            ? new Operator.Logistic(numbers + 1)
            : new Operator.Softmax(numbers + 1, weights.length));
    return operators;
  }

  @Override
  public int votes() {
    return used.used().step() + (isOfTwo() ? 2 : 1);
  }

  /**
   * What is infinite times a weight of 0 Spark takes for 0 or for nothing, as the weights happen to
   * be kept; here it is nothing. Of many labels an infinite sum has no probability.
   */
  @Override
  public boolean answers(double[] row) {
    if (!used.scores(row, false)) {
      return false;
    }
    double[] numbers = used.all().of(row);
    for (int sum = 0; sum < weights.length; sum++) {
      double value = sum(sum, numbers);
      if (Double.isNaN(value) || (!isOfTwo() && value == Double.POSITIVE_INFINITY)) {
        return false;
      }
    }
    return true;
  }

  private double sum(int which, double[] numbers) {
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (used.places()[i] >= 0) {
        sum += weights[which][i] * numbers[i];
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
      double[] numbers = used.all().of(row);
      int number = heaviest(differences(numbers));
      if (number >= 0) {
        int place = used.all().places()[number];
        double[] between = with(row, place, between(numbers, number));
        on.add(between);
        above.add(with(between, place, Math.nextUp(between[place])));
        below.add(with(between, place, Math.nextDown(between[place])));
      }
    }
    on.addAll(above);
    on.addAll(below);
    return on;
  }

  /** The value of a number with which two labels are equally likely. */
  private double between(double[] numbers, int number) {
    int[] two = likeliest(numbers);
    double ahead = isOfTwo() ? sum(0, numbers) : sum(two[0], numbers) - sum(two[1], numbers);
    return numbers[number] - ahead / differences(numbers)[number];
  }

  /** By how much each number speaks for the likeliest label against the next. */
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

  /** Of those that are no category: these cannot be half way. Below 0 if there is none. */
  private int heaviest(double[] differences) {
    int[] places = used.all().places();
    int heaviest = -1;
    for (int i = 0; i < differences.length; i++) {
      double weight = Math.abs(differences[i]);
      boolean heavier = heaviest < 0 ? weight > 0 : weight > Math.abs(differences[heaviest]);
      if (heavier && !used.all().features().get(places[i]).isCategory()) {
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
