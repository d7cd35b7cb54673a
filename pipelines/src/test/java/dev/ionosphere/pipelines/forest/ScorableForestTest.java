package dev.ionosphere.pipelines.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.plan.Encoding;
import dev.ionosphere.pipelines.plan.Feature;
import dev.ionosphere.pipelines.plan.Input;
import dev.ionosphere.pipelines.plan.Operator;
import dev.ionosphere.pipelines.plan.Unseen;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorableForestTest {

  private static final TreeNode LEAF = new TreeNode.Leaf(new double[] {1, 0});
  private static final TreeNode SPLIT =
      new TreeNode.Split(1, 0.1, LEAF, new TreeNode.Leaf(new double[] {0, 1}));

  private static ScorableForest forest(boolean scoresMissing, TreeNode... trees) {
    return ScorableForest.of(
        List.of(trees), Encoding.numbers(List.of("a", "b", "c")), scoresMissing, "x.csv");
  }

  @Test
  void needsWhatItsTreesAskFor() {
    assertThat(forest(false, SPLIT).inputs()).containsExactly(new Input("b", "float64", false));
    assertThat(forest(true, LEAF, SPLIT).inputs()).containsExactly(new Input("b", "float64", true));
    assertThatThrownBy(() -> forest(false, LEAF))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("x.csv: no feature tells the labels apart");
  }

  @Test
  void answersRowsThatLackWhatItDoesNotAskFor() {
    double[] lacksA = {Double.NaN, 1, 2};
    double[] lacksB = {1, Double.NaN, 2};
    assertThat(forest(false, SPLIT).answers(lacksA)).isTrue();
    assertThat(forest(false, SPLIT).answers(lacksB)).isFalse();
    assertThat(forest(true, SPLIT).answers(lacksB)).isTrue();
  }

  @Test
  void asksForACategoryByItsNumbers() {
    Encoding encoding =
        new Encoding(
            List.of(
                Feature.number("a"),
                new Feature("mode", List.of("auto", "hand", "off"), Unseen.refuse),
                Feature.number("c")));
    // Number 2 is whether the mode is hand.
    TreeNode hand = new TreeNode.Split(2, 0.5, LEAF, LEAF);
    ScorableForest forest = ScorableForest.of(List.of(hand), encoding, false, "x.csv");
    assertThat(forest.inputs())
        .containsExactly(
            new Input("mode", "string", false, List.of("auto", "hand", "off"), Unseen.refuse));
    assertThat(forest.operators().get(1))
        .isInstanceOfSatisfying(
            Operator.OneHot.class, step -> assertThat(step.values()).containsExactly(3));
    assertThat(forest.forest().features()).containsExactly(1, -1, -1);
    assertThat(forest.answers(new double[] {Double.NaN, 2, 7})).isTrue();
    assertThat(forest.answers(new double[] {1, 3, 7})).as("unseen").isFalse();
    assertThat(forest.answers(new double[] {1, Double.NaN, 7})).isFalse();
    assertThat(forest.hardRows(List.of(new double[] {1, 0, 7})))
        .extracting(row -> row[1])
        .contains(1.0, 3.0);
  }

  @Test
  void isHardOneUlpBesideAThreshold() {
    assertThat(forest(false, SPLIT).hardRows(List.of(new double[] {5, 6, 7})))
        .extracting(row -> row[1])
        .contains(0.1, Math.nextUp(0.1), Math.nextDown(0.1));
  }
}
