package dev.ionosphere.pipelines.forest;

import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.classification.ScorableClassifier;
import dev.ionosphere.pipelines.plan.Encoding;
import dev.ionosphere.pipelines.plan.Input;
import dev.ionosphere.pipelines.plan.Operator;
import dev.ionosphere.pipelines.plan.UsedFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A forest as it is scored elsewhere: votes summed, then divided by their sum. */
record ScorableForest(
    List<TreeNode> trees, UsedFeatures used, boolean scoresMissing, Operator.Forest forest)
    implements ScorableClassifier {

  /** So that the plan stays far below what a package may have. */
  private static final int MOST_NUMBERS = 1_500_000;

  ScorableForest {
    trees = List.copyOf(trees);
  }

  /**
   * @param encoding of the numbers that trees may ask for
   * @throws JobException if it asks for none, or is too large
   */
  static ScorableForest of(
      List<TreeNode> trees, Encoding encoding, boolean scoresMissing, String input) {
    boolean[] asked = new boolean[encoding.width()];
    trees.forEach(tree -> mark(tree, asked));
    UsedFeatures used = UsedFeatures.of(encoding, asked);
    if (used.names().isEmpty()) {
      throw new JobException(
          "input %s: no feature tells the labels apart, no tree has a split; allowed are other features, or fewer minRowsPerLeaf"
              .formatted(input));
    }
    Operator.Forest forest =
        Preorder.of(trees, used.used().step(), used.used().width(), used.places());
    long numbers = forest.features().length + (long) forest.values().length * labels(forest);
    if (numbers > MOST_NUMBERS) {
      throw new JobException(
          "input %s: the forest has %d nodes and votes, allowed are %d; ask for fewer trees, less depth or more minRowsPerLeaf"
              .formatted(input, numbers, MOST_NUMBERS));
    }
    return new ScorableForest(trees, used, scoresMissing, forest);
  }

  private static void mark(TreeNode node, boolean[] asked) {
    if (node instanceof TreeNode.Split split) {
      asked[split.feature()] = true;
      mark(split.left(), asked);
      mark(split.right(), asked);
    }
  }

  private static int labels(Operator.Forest forest) {
    return forest.values()[0].length;
  }

  @Override
  public List<Input> inputs() {
    return used.used().inputs(scoresMissing);
  }

  @Override
  public List<Operator> operators() {
    List<Operator> operators = new ArrayList<>(used.used().operators());
    operators.add(forest);
    operators.add(new Operator.Normalise(votes(), labels(forest)));
    return operators;
  }

  @Override
  public int votes() {
    return used.used().step() + 1;
  }

  @Override
  public boolean answers(double[] row) {
    return used.scores(row, scoresMissing);
  }

  /**
   * On a threshold and one ulp to each side of it, of splits that the row comes to; of one that
   * asks for a category, with it, with another and with none.
   */
  @Override
  public List<double[]> hardRows(List<double[]> usual) {
    List<double[]> on = new ArrayList<>();
    List<double[]> above = new ArrayList<>();
    List<double[]> below = new ArrayList<>();
    int[] places = used.all().places();
    for (int i = 0; i < usual.size() + trees.size(); i++) {
      double[] row = usual.get(i % usual.size());
      List<TreeNode.Split> path = path(trees.get(i % trees.size()), used.all().of(row));
      if (!path.isEmpty()) {
        TreeNode.Split split = path.get(i % path.size());
        int place = places[split.feature()];
        if (used.all().features().get(place).isCategory()) {
          int values = used.all().features().get(place).width();
          on.add(with(row, place, (row[place] + 1) % values));
          above.add(with(row, place, values));
          below.add(with(row, place, i % values));
        } else {
          on.add(with(row, place, split.threshold()));
          above.add(with(row, place, Math.nextUp(split.threshold())));
          below.add(with(row, place, Math.nextDown(split.threshold())));
        }
      }
    }
    on.addAll(above);
    on.addAll(below);
    return on;
  }

  private static List<TreeNode.Split> path(TreeNode tree, double[] numbers) {
    List<TreeNode.Split> path = new ArrayList<>();
    TreeNode node = tree;
    while (node instanceof TreeNode.Split split) {
      path.add(split);
      node = split.next(numbers);
    }
    return path;
  }

  private static double[] with(double[] row, int feature, double value) {
    double[] other = row.clone();
    other[feature] = value;
    return other;
  }

  @Override
  public Map<String, Object> metrics() {
    return Map.of("trees", trees.size(), "nodes", forest.features().length);
  }
}
