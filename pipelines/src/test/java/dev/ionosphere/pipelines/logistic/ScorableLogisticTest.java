package dev.ionosphere.pipelines.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.plan.Encoding;
import dev.ionosphere.pipelines.plan.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorableLogisticTest {

  private static ScorableLogistic of(double[][] weights, double... intercepts) {
    return ScorableLogistic.of(
        weights, intercepts, Encoding.numbers(List.of("a", "b", "c")), 5, "x.csv");
  }

  @Test
  void leavesOutFeaturesWithoutWeight() {
    ScorableLogistic model = of(new double[][] {{0, 2, -3}}, 0.5);
    assertThat(model.inputs()).extracting("name").containsExactly("b", "c");
    Operator.Linear linear = (Operator.Linear) model.operators().get(1);
    assertThat(linear.weights()).isDeepEqualTo(new double[][] {{2, -3}});
    assertThat(model.operators().get(2)).isEqualTo(new Operator.Logistic(1));
    assertThat(model.votes()).isEqualTo(2);
    assertThatThrownBy(() -> of(new double[][] {{0, 0, 0}}, 1))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("x.csv", "all weights are 0");
  }

  @Test
  void ofMoreLabelsEachHasASum() {
    ScorableLogistic model = of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, 0, 0, 0);
    assertThat(model.operators().get(2)).isEqualTo(new Operator.Softmax(1, 3));
    assertThat(model.votes()).isEqualTo(1);
  }

  @Test
  void saysNothingWhereThereIsNoSum() {
    ScorableLogistic two = of(new double[][] {{0, 2, -3}}, 0.5);
    assertThat(two.answers(new double[] {Double.NaN, 1, 1})).isTrue();
    assertThat(two.answers(new double[] {1, Double.NaN, 1})).isFalse();
    assertThat(two.answers(new double[] {1, Double.POSITIVE_INFINITY, 1})).isTrue();
    assertThat(two.answers(new double[] {1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY}))
        .isFalse();
    ScorableLogistic three = of(new double[][] {{1, 1, 1}, {0, 1, 0}, {2, 1, 0}}, 0, 0, 0);
    assertThat(three.answers(new double[] {1, 2, 3})).isTrue();
    assertThat(three.answers(new double[] {Double.POSITIVE_INFINITY, 2, 3})).isFalse();
  }

  @Test
  void isHardWhereTwoLabelsAreEquallyLikely() {
    double[] between =
        of(new double[][] {{1, -4, 0.5}}, 3).hardRows(List.of(new double[] {1, 1, 1})).get(0);
    assertThat(between[0] - 4 * between[1] + 0.5 * between[2] + 3).isCloseTo(0, within(1e-12));
    double[] ofThree =
        of(new double[][] {{1, 0, 0}, {0, 3, 0}, {0, 0, 1}}, 0, 0, 0)
            .hardRows(List.of(new double[] {2, 1, 1}))
            .get(0);
    assertThat(ofThree[0]).isCloseTo(3 * ofThree[1], within(1e-12));
  }
}
