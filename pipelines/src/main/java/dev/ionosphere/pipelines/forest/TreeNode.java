package dev.ionosphere.pipelines.forest;

/** A tree, by its root. */
sealed interface TreeNode {

  /** Whose values are at most the threshold go left, all others right. */
  record Split(int feature, double threshold, TreeNode left, TreeNode right) implements TreeNode {

    TreeNode next(double[] row) {
      return row[feature] <= threshold ? left : right;
    }
  }

  /** Its vote for each label. */
  record Leaf(double[] votes) implements TreeNode {}
}
