package dev.ionosphere.pipelines.forest;

import dev.ionosphere.pipelines.plan.Operator;
import java.util.ArrayList;
import java.util.List;

/** Lays out trees node after node, a split before its left child, and that before its right one. */
final class Preorder {

  private static final int LEAF = -1;

  private final int[] places;
  private final List<Integer> roots = new ArrayList<>();
  private final List<Integer> features = new ArrayList<>();
  private final List<Double> thresholds = new ArrayList<>();
  private final List<Integer> rights = new ArrayList<>();
  private final List<double[]> values = new ArrayList<>();

  private Preorder(int[] places) {
    this.places = places;
  }

  /**
   * @param of step that the forest reads
   * @param width numbers that the step gives
   * @param places of the features among these numbers
   */
  static Operator.Forest of(List<TreeNode> trees, int of, int width, int[] places) {
    Preorder order = new Preorder(places);
    for (TreeNode tree : trees) {
      order.roots.add(order.features.size());
      order.add(tree);
    }
    return new Operator.Forest(
        of,
        width,
        numbers(order.roots),
        numbers(order.features),
        order.thresholds.stream().mapToDouble(Double::doubleValue).toArray(),
        numbers(order.rights),
        order.values.toArray(double[][]::new));
  }

  private void add(TreeNode node) {
    if (node instanceof TreeNode.Split split) {
      int at = features.size();
      features.add(places[split.feature()]);
      thresholds.add(split.threshold());
      rights.add(0);
      add(split.left());
      rights.set(at, features.size());
      add(split.right());
    } else if (node instanceof TreeNode.Leaf leaf) {
      features.add(LEAF);
      thresholds.add(0.0);
      rights.add(values.size());
      values.add(leaf.votes());
    }
  }

  private static int[] numbers(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
