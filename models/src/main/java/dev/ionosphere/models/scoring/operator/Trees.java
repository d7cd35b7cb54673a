package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;

/**
 * Trees, node by node in preorder: the left child of a split is the node after it.
 *
 * @param roots first node of each tree, rising, from 0 on
 * @param width numbers a leaf holds
 * @param values row-major, one row a leaf
 */
@SuppressWarnings("ArrayRecordComponent") // compared by their content below
public record Trees(int[] roots, Nodes nodes, int width, Vector values) {

  public static final int LEAF = -1;

  private static final int MOST_NODES = 20_000_000;
  private static final int MOST_TREES = 100_000;

  public Trees {
    Operator.checkedWidth("forest, values of a leaf", width);
    if (roots.length < 1 || roots.length > MOST_TREES) {
      throw Forest.wrong("trees", roots.length, "1 to " + MOST_TREES);
    }
    if (nodes.count() > MOST_NODES) {
      throw Forest.wrong("nodes", nodes.count(), "at most " + MOST_NODES);
    }
    if (values.size() % width != 0) {
      throw Forest.wrong("values", values.size() + " numbers", "a multiple of " + width);
    }
    roots = roots.clone();
  }

  /**
   * Trees whose nodes are in three arrays.
   *
   * @param features by node: the value that a split asks for, {@link #LEAF} in a leaf
   * @param thresholds by node; of a leaf 0
   * @param rights by node: of a split its right child, of a leaf its row of the values
   */
  public Trees(
      int[] roots, int[] features, Vector thresholds, int[] rights, int width, Vector values) {
    this(roots, nodes(features, thresholds, rights), width, values);
  }

  private static Nodes nodes(int[] features, Vector thresholds, int[] rights) {
    if (features.length > MOST_NODES
        || thresholds.size() != features.length
        || rights.length != features.length) {
      throw Forest.wrong(
          "nodes",
          "%d features, %d thresholds, %d rights"
              .formatted(features.length, thresholds.size(), rights.length),
          "as many of each, at most " + MOST_NODES);
    }
    return Nodes.of(features, thresholds, rights);
  }

  /**
   * Each tree must be one: whoever walks down it comes to a leaf, whatever the values are.
   *
   * @param needs numbers of a row that splits may ask for
   */
  void check(int needs) {
    if (roots[0] != 0) {
      throw Forest.wrong("root 0", roots[0], "0");
    }
    int leaves = values.size() / width;
    int count = nodes.count();
    for (int tree = 0; tree < roots.length; tree++) {
      int end = tree + 1 < roots.length ? roots[tree + 1] : count;
      if (end <= roots[tree] || end > count) {
        throw Forest.wrong("root " + (tree + 1), end, "after " + roots[tree]);
      }
      for (int node = roots[tree]; node < end; node++) {
        check(node, end, needs, leaves);
      }
    }
  }

  /** A split's children lie behind it in its own tree. */
  private void check(int node, int end, int needs, int leaves) {
    int feature = nodes.feature(node);
    int right = nodes.right(node);
    if (!Double.isFinite(nodes.threshold(node))) {
      throw Forest.wrong("threshold of node " + node, nodes.threshold(node), "a finite number");
    }
    if (feature == LEAF) {
      if (right < 0 || right >= leaves) {
        throw Forest.wrong("leaf " + node, right, "0 to " + (leaves - 1));
      }
    } else if (feature < 0 || feature >= needs) {
      throw Forest.wrong("feature of node " + node, feature, "0 to " + (needs - 1));
    } else if (right <= node + 1 || right >= end) {
      throw Forest.wrong("right child of node " + node, right, (node + 2) + " to " + (end - 1));
    }
  }

  /** Whether a part of them lies outside the heap. */
  boolean isMapped() {
    return nodes.isMapped() || values.isMapped();
  }

  static Trees read(PlanReader in) {
    int width = in.count("values of a leaf", Operator.MOST_WIDTH);
    int trees = in.count("trees", MOST_TREES);
    int nodes = in.count("nodes", MOST_NODES);
    int leaves = in.count("leaves", MOST_NODES);
    return new Trees(in.wholes(trees), in.nodes(nodes), width, in.numbers((long) leaves * width));
  }

  void write(PlanWriter out) {
    out.u32(width).u32(roots.length).u32(nodes.count()).u32(values.size() / width);
    nodes.write(out.wholes(roots));
    out.numbers(values);
  }

  /**
   * @throws ModelFormatException if one is beyond what an int holds
   */
  static int[] wholes(String path, long[] values) {
    int[] wholes = new int[values.length];
    for (int i = 0; i < wholes.length; i++) {
      wholes[i] = (int) values[i];
      if (wholes[i] != values[i]) {
        throw new ModelFormatException(path + "[" + i + "]", values[i], "a smaller number");
      }
    }
    return wholes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Trees trees
        && Arrays.equals(roots, trees.roots)
        && nodes.equals(trees.nodes)
        && width == trees.width
        && values.equals(trees.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(roots) + values.size();
  }

  @Override
  public String toString() {
    return roots.length + " trees of " + nodes.count() + " nodes";
  }
}
