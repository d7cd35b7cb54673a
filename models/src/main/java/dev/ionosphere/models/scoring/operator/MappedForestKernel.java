package dev.ionosphere.models.scoring.operator;

import java.util.Arrays;

/**
 * Walks trees where a file is mapped: for forests that are too large to be copied. Tree by tree, in
 * a block row after row, so that the pages of a tree are read one after the other.
 */
final class MappedForestKernel implements Kernel {

  private final int[] roots;
  private final Nodes nodes;
  private final Vector values;
  private final int width;

  MappedForestKernel(Trees trees) {
    roots = trees.roots();
    nodes = trees.nodes();
    values = trees.values();
    width = trees.width();
  }

  @Override
  public void block(double[][] in, double[][] out, double[] work, int size) {
    for (int k = 0; k < width; k++) {
      Arrays.fill(out[k], 0);
    }
    for (int root : roots) {
      for (int r = 0; r < size; r++) {
        int node = root;
        int feature = nodes.feature(node);
        while (feature != Trees.LEAF) {
          // "At most", so that a missing value goes right.
          node = in[feature][r] <= nodes.threshold(node) ? node + 1 : nodes.right(node);
          feature = nodes.feature(node);
        }
        int leaf = nodes.right(node) * width;
        for (int k = 0; k < width; k++) {
          out[k][r] += values.get(leaf + k);
        }
      }
    }
  }

  @Override
  public void row(double[] in, double[] out, double[] work) {
    Arrays.fill(out, 0, width, 0);
    for (int root : roots) {
      int node = root;
      int feature = nodes.feature(node);
      while (feature != Trees.LEAF) {
        node = in[feature] <= nodes.threshold(node) ? node + 1 : nodes.right(node);
        feature = nodes.feature(node);
      }
      int leaf = nodes.right(node) * width;
      for (int k = 0; k < width; k++) {
        out[k] += values.get(leaf + k);
      }
    }
  }
}
