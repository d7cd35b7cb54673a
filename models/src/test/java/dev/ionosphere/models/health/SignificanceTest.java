package dev.ionosphere.models.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SignificanceTest {

  private static final Histogram TRAINING = Histogram.of(200, 600, 200);
  private final Significance level = Significance.among(1);

  @Test
  void sharesDifferOnlyWithEnoughRows() {
    assertThat(level.differ(1, 1, 0, 1_000)).isFalse();
    assertThat(level.differ(3, 10, 0, 1_000)).isTrue();
    assertThat(level.differ(12, 100, 0, 5_000)).isTrue();
    assertThat(level.differ(50, 100, 500, 1_000)).isFalse();
    assertThat(level.differ(0, 0, 5, 1_000)).isFalse();
    assertThat(level.differ(5, 10, 0, 0)).isFalse();
  }

  @Test
  void aShareIsAboveAnotherOnlyWithEnoughRows() {
    assertThat(level.above(2, 10, 0.1)).isFalse();
    assertThat(level.above(10, 10, 0.1)).isTrue();
    assertThat(level.above(200, 1_000, 0.1)).isTrue();
    assertThat(level.above(50, 1_000, 0.1)).isFalse();
    assertThat(level.above(1, 10, 0)).as("never seen before").isTrue();
  }

  @Test
  void similarityOfFewRowsSaysLittle() {
    assertThat(level.slack(TRAINING, 0)).isInfinite();
    assertThat(level.slack(TRAINING, 10)).isGreaterThan(0.8);
    assertThat(level.slack(TRAINING, 1_000)).isLessThan(0.2);
    long needed = level.rowsToSee(TRAINING, 0.2, 10_000);
    assertThat(needed).isBetween(100L, 300L);
    assertThat(level.slack(TRAINING, needed)).isLessThanOrEqualTo(0.2 + 1e-9);
    assertThat(level.slack(TRAINING, needed - 1)).isGreaterThan(0.2);
    assertThat(level.rowsToSee(TRAINING, 0.01, 2_000)).isEqualTo(2_000);
  }

  @Test
  void whatWasOftenAlikeMustBeAlikeForLonger() {
    assertThat(level.rowsAlike(0.5)).isEqualTo(15);
    assertThat(level.rowsAlike(0.99)).isGreaterThan(900);
    assertThat(level.rowsAlike(1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void moreTestsNeedMoreEvidence() {
    assertThat(Significance.among(100).evidence())
        .isEqualTo(level.evidence() + Math.log(100), org.assertj.core.data.Offset.offset(1e-9));
  }
}
