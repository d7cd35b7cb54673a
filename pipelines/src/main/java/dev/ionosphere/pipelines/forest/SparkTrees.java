package dev.ionosphere.pipelines.forest;

import java.util.Arrays;
import org.apache.spark.ml.tree.CategoricalSplit;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;

/** Reads Spark's trees. */
final class SparkTrees {

  private static final double HALF = 0.5;

  static TreeNode read(Node node) {
    if (node instanceof LeafNode leaf) {
      return new TreeNode.Leaf(votes(leaf.impurityStats().stats()));
    }
    if (node instanceof InternalNode inner && inner.split() instanceof ContinuousSplit split) {
      return new TreeNode.Split(
          split.featureIndex(),
          split.threshold(),
          read(inner.leftChild()),
          read(inner.rightChild()));
    }
    if (node instanceof InternalNode inner && inner.split() instanceof CategoricalSplit split) {
      return ofCategory(inner, split);
    }
    throw new IllegalStateException("a tree of numbers has the node " + node);
  }

  /** Spark takes a number of a category, 0 or 1, for a category of its own. */
  private static TreeNode ofCategory(InternalNode node, CategoricalSplit split) {
    boolean zeroIsLeft = split.leftCategories().length == 1 && split.leftCategories()[0] == 0;
    boolean oneIsLeft = split.leftCategories().length == 1 && split.leftCategories()[0] == 1;
    if (!zeroIsLeft && !oneIsLeft) {
      throw new IllegalStateException("a tree of numbers splits categories: " + split);
    }
    TreeNode left = read(node.leftChild());
    TreeNode right = read(node.rightChild());
    return zeroIsLeft
        ? new TreeNode.Split(split.featureIndex(), HALF, left, right)
        : new TreeNode.Split(split.featureIndex(), HALF, right, left);
  }

  /** A tree has one vote: the shares of the labels in the rows that came to the leaf. */
  static double[] votes(double[] rows) {
    double all = 0;
    for (double count : rows) {
      all += count;
    }
    double sum = all;
    return Arrays.stream(rows).map(count -> sum == 0 ? 0 : count / sum).toArray();
  }

  private SparkTrees() {}
}
