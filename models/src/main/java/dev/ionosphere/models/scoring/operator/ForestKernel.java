package dev.ionosphere.models.scoring.operator;

import java.util.Arrays;

/** Walks tree by tree, in a block row after row, so that a tree stays in the first caches. */
final class ForestKernel implements Kernel {

  private final int[] roots;
  private final int[] features;
  private final double[] thresholds;
  private final int[] rights;
  private final double[] values;
  private final int width;

  ForestKernel(Trees trees) {
    Nodes nodes = trees.nodes();
    int count = nodes.count();
    roots = trees.roots();
    features = new int[count];
    thresholds = new double[count];
    rights = new int[count];
    for (int node = 0; node < count; node++) {
      features[node] = nodes.feature(node);
      thresholds[node] = nodes.threshold(node);
      rights[node] = nodes.right(node);
    }
    values = trees.values().toArray();
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
        int feature = features[node];
        while (feature != Trees.LEAF) {
          // "At most", so that a missing value goes right.
          node = in[feature][r] <= thresholds[node] ? node + 1 : rights[node];
          feature = features[node];
        }
        int leaf = rights[node] * width;
        for (int k = 0; k < width; k++) {
          out[k][r] += values[leaf + k];
        }
      }
    }
  }

  @Override
  public void row(double[] in, double[] out, double[] work) {
    Arrays.fill(out, 0, width, 0);
    for (int root : roots) {
      int node = root;
      int feature = features[node];
      while (feature != Trees.LEAF) {
        node = in[feature] <= thresholds[node] ? node + 1 : rights[node];
        feature = features[node];
      }
      int leaf = rights[node] * width;
      for (int k = 0; k < width; k++) {
        out[k] += values[leaf + k];
      }
    }
  }
}
