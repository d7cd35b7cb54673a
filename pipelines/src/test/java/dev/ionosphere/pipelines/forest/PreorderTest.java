package dev.ionosphere.pipelines.forest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.pipelines.plan.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreorderTest {

  private static TreeNode.Leaf leaf(double first) {
    return new TreeNode.Leaf(new double[] {first, 1 - first});
  }

  private static final TreeNode DEEP =
      new TreeNode.Split(
          2,
          0.5,
          new TreeNode.Split(0, -1, leaf(0.1), leaf(0.2)),
          new TreeNode.Split(2, 7, leaf(0.3), leaf(0.4)));

  @Test
  void aSplitIsBeforeItsLeftChildAndNamesItsRightOne() {
    Operator.Forest forest = Preorder.of(List.of(DEEP), 0, 3, new int[] {0, 1, 2});
    assertThat(forest.roots()).containsExactly(0);
    assertThat(forest.features()).containsExactly(2, 0, -1, -1, 2, -1, -1);
    assertThat(forest.thresholds()).containsExactly(0.5, -1, 0, 0, 7, 0, 0);
    assertThat(forest.rights()).containsExactly(4, 3, 0, 1, 6, 2, 3);
    assertThat(forest.values())
        .isDeepEqualTo(new double[][] {{0.1, 0.9}, {0.2, 0.8}, {0.3, 0.7}, {0.4, 0.6}});
  }

  @Test
  void treesFollowEachOtherAndATreeMayBeALeaf() {
    Operator.Forest forest =
        Preorder.of(List.of(leaf(0.6), DEEP, leaf(0.7)), 0, 2, new int[] {1, -1, 0});
    assertThat(forest.roots()).containsExactly(0, 1, 8);
    assertThat(forest.features()).containsExactly(-1, 0, 1, -1, -1, 0, -1, -1, -1);
    assertThat(forest.rights()).containsExactly(0, 5, 4, 1, 2, 7, 3, 4, 5);
  }

  @Test
  void aTreeHasOneVote() {
    assertThat(SparkTrees.votes(new double[] {3, 1})).containsExactly(0.75, 0.25);
    assertThat(SparkTrees.votes(new double[] {0, 0})).containsExactly(0, 0);
  }
}
