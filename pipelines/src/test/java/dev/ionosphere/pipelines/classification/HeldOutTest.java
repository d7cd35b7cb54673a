package dev.ionosphere.pipelines.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ionosphere.pipelines.input.Labels;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The expected figures are worked out by hand. */
class HeldOutTest {

  private static final Labels LABELS = new Labels("state", List.of("dry", "healthy", "worn"));
  private static final AnomalousLabels WORN = AnomalousLabels.of(LABELS, List.of("worn"));

  private static HeldOut rows() {
    HeldOut some = new HeldOut(3);
    some.add(1, 1, new double[] {0.1, 0.8, 0.1}, WORN);
    some.add(1, 2, new double[] {0, 0.4, 0.6}, WORN);
    some.add(2, 2, new double[] {0.2, 0, 0.8}, WORN);
    HeldOut others = new HeldOut(3);
    others.add(2, 1, new double[] {0.1, 0.9, 0}, WORN);
    others.add(1, 1, new double[] {0, 1, 0}, WORN);
    return some.merge(others);
  }

  @Test
  void countsWhatWasRight() {
    HeldOut rows = rows();
    assertThat(rows.count()).isEqualTo(5);
    assertThat(rows.accuracy()).isEqualTo(0.6);
    assertThat(rows.precision(1)).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(rows.recall(1)).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(rows.precision(2)).isEqualTo(0.5);
    assertThat(rows.f1(2)).isEqualTo(0.5);
    assertThat(rows.rowsThatAre(2)).containsExactly(0, 1, 1);
  }

  @Test
  void aLabelThatNeverCameHasNoFigures() {
    assertThat(rows().precision(0)).isNaN();
    assertThat(rows().recall(0)).isNaN();
    assertThat(rows().f1(0)).isNaN();
  }

  @Test
  void whatWasHeldImpossibleCostsMuchAndNotEverything() {
    double expected =
        -(Math.log(0.8) + Math.log(0.4) + Math.log(0.8) + Math.log(1e-15) + Math.log(1)) / 5;
    assertThat(rows().logLoss()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void anomaliesAreRowsWhoseProbabilityIsMoreThanAHalf() {
    assertThat(rows().anomalyPrecision()).isEqualTo(0.5);
    assertThat(rows().anomalyRecall()).isEqualTo(0.5);
  }
}
