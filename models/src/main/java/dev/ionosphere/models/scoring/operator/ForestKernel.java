package dev.ionosphere.models.scoring.operator;

import java.util.Arrays;

/**
 * Walks tree by tree, so that a tree stays in the first caches; in a block eight rows at once, and
 * a row alone down eight trees, for each walk waits for its memory most of the time. Nothing
 * branches on the way down: which child comes next is computed from the sign of a difference, and a
 * leaf is its own child.
 */
final class ForestKernel implements Kernel {

  static final int LANES = 8;

  /** Levels that are walked before it is asked whether all rows are in leaves. */
  private static final int LEVELS = 4;

  /** Where the column is in a node; with the bits below it, where it begins in a block. */
  private static final int COLUMN = 32 + Integer.numberOfTrailingZeros(BLOCK);

  private static final double LEAF = Double.NEGATIVE_INFINITY; // nothing is at most that

  private final int needs;
  private final int[] roots;
  private final double[] thresholds;
  private final long[] nodes; // column, right child
  private final int[] leaves; // by node: where its values begin
  private final double[] values;
  private final int width;
  private final int[] depths; // by tree
  private final int[] deepest; // of eight trees

  ForestKernel(Trees trees, int needs) {
    this.needs = needs;
    Nodes all = trees.nodes();
    int count = all.count();
    roots = trees.roots();
    thresholds = new double[count];
    nodes = new long[count];
    leaves = new int[count];
    width = trees.width();
    for (int node = 0; node < count; node++) {
      boolean isLeaf = all.feature(node) == Trees.LEAF;
      thresholds[node] = isLeaf ? LEAF : all.threshold(node);
      long column = isLeaf ? 0 : all.feature(node);
      nodes[node] = column << COLUMN | (isLeaf ? node : all.right(node));
      leaves[node] = isLeaf ? all.right(node) * width : 0;
    }
    values = trees.values().toArray();
    depths = depths();
    deepest = new int[roots.length / LANES];
    for (int tree = 0; tree < deepest.length * LANES; tree++) {
      deepest[tree / LANES] = Math.max(deepest[tree / LANES], depths[tree]);
    }
  }

  /** Splits on the longest way down each tree. */
  private int[] depths() {
    int[] above = new int[leaves.length];
    int[] deepest = new int[roots.length];
    for (int tree = 0; tree < roots.length; tree++) {
      int end = tree + 1 < roots.length ? roots[tree + 1] : leaves.length;
      for (int node = roots[tree]; node < end; node++) {
        deepest[tree] = Math.max(deepest[tree], above[node]);
        if (thresholds[node] != LEAF) {
          above[node + 1] = above[node] + 1;
          above[(int) nodes[node]] = above[node] + 1;
        }
      }
    }
    return deepest;
  }

  @Override
  public int work() {
    return needs * BLOCK;
  }

  @Override
  public void block(double[][] in, double[][] out, double[] work, int size) {
    for (int j = 0; j < needs; j++) {
      copy(in[j], work, j * BLOCK, size);
    }
    for (int k = 0; k < width; k++) {
      Arrays.fill(out[k], 0);
    }
    for (int tree = 0; tree < roots.length; tree++) {
      for (int r = 0; r < size; r += LANES) {
        walk(roots[tree], depths[tree], work, r, out);
      }
    }
  }

  /**
   * Numbers whose difference to any threshold has the sign that tells the child: a missing one is
   * beyond all thresholds, for it goes right.
   */
  static void copy(double[] column, double[] into, int at, int size) {
    for (int r = 0; r < size; r++) {
      double number = column[r];
      // Of two zeros the negative one: taken from either it leaves no sign.
      into[at + r] = number >= -Double.MAX_VALUE ? -(0.0 - number) : beyond(number);
    }
  }

  private static double beyond(double number) {
    return Double.isNaN(number) ? Double.POSITIVE_INFINITY : -Double.MAX_VALUE;
  }

  /** Walks eight rows down a tree and adds what their leaves hold; those past the end too. */
  private void walk(int root, int depth, double[] rows, int r, double[][] out) {
    double[] at = thresholds;
    long[] all = nodes;
    int n0 = root;
    int n1 = root;
    int n2 = root;
    int n3 = root;
    int n4 = root;
    int n5 = root;
    int n6 = root;
    int n7 = root;
    for (int level = 0; level < depth; ) {
      int before = n0 + n1 + n2 + n3 + n4 + n5 + n6 + n7;
      for (int end = Math.min(depth, level + LEVELS); level < end; level++) {
        n0 = next(n0, at, all, rows, r);
        n1 = next(n1, at, all, rows, r + 1);
        n2 = next(n2, at, all, rows, r + 2);
        n3 = next(n3, at, all, rows, r + 3);
        n4 = next(n4, at, all, rows, r + 4);
        n5 = next(n5, at, all, rows, r + 5);
        n6 = next(n6, at, all, rows, r + 6);
        n7 = next(n7, at, all, rows, r + 7);
      }
      if (n0 + n1 + n2 + n3 + n4 + n5 + n6 + n7 == before) {
        break; // nodes only rise on the way down
      }
    }
    add(n0, out, r);
    add(n1, out, r + 1);
    add(n2, out, r + 2);
    add(n3, out, r + 3);
    add(n4, out, r + 4);
    add(n5, out, r + 5);
    add(n6, out, r + 6);
    add(n7, out, r + 7);
  }

  private static int next(int node, double[] thresholds, long[] nodes, double[] rows, int r) {
    long own = nodes[node];
    double ahead = thresholds[node] - rows[(int) (own >>> 32) + r];
    int right = (int) (Double.doubleToRawLongBits(ahead) >> 63); // -1 if it is right, else 0
    int left = node + 1;
    return left + ((int) own - left & right);
  }

  private void add(int node, double[][] out, int r) {
    int leaf = leaves[node];
    for (int k = 0; k < width; k++) {
      out[k][r] += values[leaf + k];
    }
  }

  @Override
  public void row(double[] in, double[] out, double[] work) {
    copy(in, work, 0, needs);
    Arrays.fill(out, 0, width, 0);
    int tree = 0;
    for (; tree + LANES <= roots.length; tree += LANES) {
      walk(tree, work, out);
    }
    for (; tree < roots.length; tree++) {
      int node = roots[tree];
      for (int level = 0; level < depths[tree]; level++) {
        node = next(node, thresholds, nodes, work);
      }
      add(node, out);
    }
  }

  /** Walks a row down eight trees and adds what their leaves hold, tree by tree. */
  private void walk(int tree, double[] row, double[] out) {
    double[] at = thresholds;
    long[] all = nodes;
    int n0 = roots[tree];
    int n1 = roots[tree + 1];
    int n2 = roots[tree + 2];
    int n3 = roots[tree + 3];
    int n4 = roots[tree + 4];
    int n5 = roots[tree + 5];
    int n6 = roots[tree + 6];
    int n7 = roots[tree + 7];
    int depth = deepest[tree / LANES];
    for (int level = 0; level < depth; ) {
      int before = n0 + n1 + n2 + n3 + n4 + n5 + n6 + n7;
      for (int end = Math.min(depth, level + LEVELS); level < end; level++) {
        n0 = next(n0, at, all, row);
        n1 = next(n1, at, all, row);
        n2 = next(n2, at, all, row);
        n3 = next(n3, at, all, row);
        n4 = next(n4, at, all, row);
        n5 = next(n5, at, all, row);
        n6 = next(n6, at, all, row);
        n7 = next(n7, at, all, row);
      }
      if (n0 + n1 + n2 + n3 + n4 + n5 + n6 + n7 == before) {
        break;
      }
    }
    add(n0, out);
    add(n1, out);
    add(n2, out);
    add(n3, out);
    add(n4, out);
    add(n5, out);
    add(n6, out);
    add(n7, out);
  }

  private static int next(int node, double[] thresholds, long[] nodes, double[] row) {
    long own = nodes[node];
    double ahead = thresholds[node] - row[(int) (own >>> COLUMN)];
    int right = (int) (Double.doubleToRawLongBits(ahead) >> 63);
    int left = node + 1;
    return left + ((int) own - left & right);
  }

  private void add(int node, double[] out) {
    int leaf = leaves[node];
    for (int k = 0; k < width; k++) {
      out[k] += values[leaf + k];
    }
  }
}
