package dev.ionosphere.models.scoring.operator;

import java.util.Arrays;

/**
 * Walks trees where a file is mapped: for forests that are too large to be copied. Tree by tree, so
 * that the pages of a tree are read one after the other. For a block with enough rows a tree that
 * is small enough is copied, and eight rows walk down the copy at once, as in {@link ForestKernel}.
 */
final class MappedForestKernel implements Kernel {

  /** Nodes of the largest tree that is copied. */
  private static final int MOST_COPIED = 8192;

  /** Nodes for which one row more is worth a copy: what it costs to walk where they are. */
  private static final int NODES_A_ROW = 64;

  /** Levels that are walked before it is asked whether all rows are in leaves. */
  private static final int LEVELS = 2;

  private final int needs;
  private final int[] roots;
  private final Nodes nodes;
  private final Vector values;
  private final int width;

  MappedForestKernel(Trees trees, int needs) {
    this.needs = needs;
    roots = trees.roots();
    nodes = trees.nodes();
    values = trees.values();
    width = trees.width();
  }

  @Override
  public int work() {
    return needs * BLOCK + Nodes.NUMBERS * Math.min(MOST_COPIED, nodes.count());
  }

  @Override
  public void block(double[][] in, double[][] out, double[] work, int size) {
    for (int j = 0; j < needs; j++) {
      ForestKernel.copy(in[j], work, j * BLOCK, size);
    }
    for (int k = 0; k < width; k++) {
      Arrays.fill(out[k], 0);
    }
    for (int tree = 0; tree < roots.length; tree++) {
      int end = tree + 1 < roots.length ? roots[tree + 1] : nodes.count();
      int count = end - roots[tree];
      if (count <= Math.min(MOST_COPIED, size * NODES_A_ROW)) {
        nodes.copy(roots[tree], count, work, needs * BLOCK);
        for (int r = 0; r < size; r += ForestKernel.LANES) {
          walk(roots[tree], work, r, out);
        }
      } else {
        walk(roots[tree], in, out, size);
      }
    }
  }

  /** Walks eight rows down the copy of a tree and adds what their leaves hold. */
  private void walk(int root, double[] work, int r, double[][] out) {
    int at = needs * BLOCK - Nodes.NUMBERS * root;
    int n0 = root;
    int n1 = root;
    int n2 = root;
    int n3 = root;
    int n4 = root;
    int n5 = root;
    int n6 = root;
    int n7 = root;
    int before;
    do {
      before = n0 + n1 + n2 + n3 + n4 + n5 + n6 + n7;
      for (int level = 0; level < LEVELS; level++) {
        n0 = next(n0, work, at, r);
        n1 = next(n1, work, at, r + 1);
        n2 = next(n2, work, at, r + 2);
        n3 = next(n3, work, at, r + 3);
        n4 = next(n4, work, at, r + 4);
        n5 = next(n5, work, at, r + 5);
        n6 = next(n6, work, at, r + 6);
        n7 = next(n7, work, at, r + 7);
      }
      // Nodes only rise on the way down.
    } while (n0 + n1 + n2 + n3 + n4 + n5 + n6 + n7 != before);
    add(n0, work, at, out, r);
    add(n1, work, at, out, r + 1);
    add(n2, work, at, out, r + 2);
    add(n3, work, at, out, r + 3);
    add(n4, work, at, out, r + 4);
    add(n5, work, at, out, r + 5);
    add(n6, work, at, out, r + 6);
    add(n7, work, at, out, r + 7);
  }

  /** The child of a split, of a leaf itself. */
  private static int next(int node, double[] work, int at, int r) {
    int place = at + Nodes.NUMBERS * node;
    long own = Double.doubleToRawLongBits(work[place + 1]);
    int feature = (int) own;
    int leaf = feature >> 31; // -1 if it is one, else 0
    double ahead = work[place] - work[(feature & ~leaf) * BLOCK + r];
    int right = (int) (Double.doubleToRawLongBits(ahead) >> 63);
    int left = node + 1;
    int child = left + ((int) (own >> 32) - left & right);
    return child + (node - child & leaf);
  }

  private void add(int node, double[] work, int at, double[][] out, int r) {
    long own = Double.doubleToRawLongBits(work[at + Nodes.NUMBERS * node + 1]);
    int leaf = (int) (own >> 32) * width;
    for (int k = 0; k < width; k++) {
      out[k][r] += values.get(leaf + k);
    }
  }

  /** Walks row by row where the nodes are. */
  private void walk(int root, double[][] in, double[][] out, int size) {
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
