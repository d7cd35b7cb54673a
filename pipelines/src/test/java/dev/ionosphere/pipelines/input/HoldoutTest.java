package dev.ionosphere.pipelines.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ionosphere.pipelines.JobException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {

  private static double share(Holdout holdout, long block) {
    return IntStream.range(0, 4_096).filter(row -> holdout.holds(block, row)).count() / 4_096.0;
  }

  @Test
  void keepsItsShareBack() {
    assertThat(share(new Holdout(0.2, 42), 0)).isCloseTo(0.2, within(0.03));
    assertThat(share(new Holdout(0.2, 42), 1L << 32)).isCloseTo(0.2, within(0.03));
    assertThat(share(new Holdout(0, 42), 7)).isZero();
  }

  @Test
  void otherSeedsAndBlocksKeepOthersBack() {
    Holdout holdout = new Holdout(0.5, 1);
    assertThat(
            IntStream.range(0, 1_000)
                .filter(row -> holdout.holds(0, row) == holdout.holds(1, row))
                .count())
        .isBetween(400L, 600L);
    assertThat(
            IntStream.range(0, 1_000)
                .filter(row -> holdout.holds(0, row) == new Holdout(0.5, 2).holds(0, row))
                .count())
        .isBetween(400L, 600L);
  }

  @Test
  void leavesHalfToLearnFrom() {
    assertThatThrownBy(() -> new Holdout(0.51, 1)).isInstanceOf(JobException.class);
    assertThatThrownBy(() -> new Holdout(Double.NaN, 1)).isInstanceOf(JobException.class);
  }
}
