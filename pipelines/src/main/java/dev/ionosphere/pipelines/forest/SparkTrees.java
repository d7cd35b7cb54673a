package dev.ionosphere.pipelines.forest;

import java.util.Arrays;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;

/** Reads Spark's trees. */
final class SparkTrees {

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
    throw new IllegalStateException("a tree of numbers has the node " + node);
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
