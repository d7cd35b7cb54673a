package dev.ionosphere.models.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.models.Oracle;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HealthScoresTest {

  @Test
  void similarityGivesTheScoresOfAPublishedAlert() {
    for (JsonNode alert : Oracle.json("capture.json")) {
      assertThat(
              HealthScores.similarity(
                  Oracle.numbers(alert.get("training")), Oracle.numbers(alert.get("now"))))
          .as(alert.get("attribute").textValue())
          .isCloseTo(alert.get("overlapScore").doubleValue(), within(1e-14));
    }
  }

  /** Worked examples of the ancestor's own tests. */
  @Test
  void similarityGivesTheWorkedExamples() {
    assertThat(HealthScores.similarity(of(0.4, 0.2, 0.3, 0.1), of(0.3, 0.4, 0.1, 0.2)))
        .isCloseTo(0.25 / 0.30, within(1e-12));
    // What the bins lack to 1 is one more bin.
    assertThat(HealthScores.similarity(of(0.4, 0.2, 0.3), of(0.3, 0.4, 0.1)))
        .isCloseTo(0.25 / 0.30, within(1e-12));
    // Counts are not shares.
    assertThat(HealthScores.similarity(of(4, 0.5, 0.5), of(3, 4, 1)))
        .isCloseTo(25 / 16.5 * (14.5 / 40), within(1e-12));
  }

  @Test
  void similarityIsNotSymmetricAndBlindToCollapse() {
    Histogram two = Histogram.of(5, 5, 0, 0);
    Histogram four = Histogram.of(5, 5, 5, 5);
    assertThat(HealthScores.similarity(two, four)).isEqualTo(0.5);
    assertThat(HealthScores.similarity(four, two)).isEqualTo(1);
    assertThat(HealthScores.similarity(Histogram.of(60, 40), Histogram.of(9, 0))).isEqualTo(1);
  }

  @Test
  void missingValuesAreADifference() {
    Histogram training = Histogram.of(50, 50);
    Histogram half = Histogram.of(new long[] {25, 25}, 100);
    assertThat(HealthScores.similarity(training, half)).isCloseTo(0.5, within(1e-12));
    assertThat(HealthScores.similarity(training, Histogram.of(new long[2], 100))).isZero();
    assertThat(HealthScores.populationStabilityIndex(training, half)).isGreaterThan(0.2);
    assertThat(HealthScores.jensenShannon(training, half)).isGreaterThan(0.2);
    assertThat(HealthScores.kolmogorovSmirnov(training, half)).isZero();
  }

  @Test
  void equalsNumPyAndSciPy() {
    for (JsonNode of : Oracle.json("scores.json")) {
      Histogram training = Histogram.of(Oracle.wholes(of.get("training")));
      Histogram now = Histogram.of(Oracle.wholes(of.get("now")));
      assertThat(HealthScores.similarity(training, now))
          .isCloseTo(of.get("similarity").doubleValue(), within(1e-12));
      assertThat(HealthScores.populationStabilityIndex(training, now))
          .isCloseTo(of.get("psi").doubleValue(), within(1e-12));
      assertThat(HealthScores.kolmogorovSmirnov(training, now))
          .isCloseTo(of.get("ks").doubleValue(), within(1e-12));
      assertThat(HealthScores.jensenShannon(training, now))
          .isCloseTo(of.get("jensenShannon").doubleValue(), within(1e-12));
    }
  }

  @Test
  void thereIsNoScoreWithoutRows() {
    Histogram some = Histogram.of(1, 2);
    Histogram none = Histogram.empty(2);
    assertThat(HealthScores.similarity(some, none)).isNaN();
    assertThat(HealthScores.similarity(none, some)).isNaN();
    assertThat(HealthScores.populationStabilityIndex(some, none)).isNaN();
    assertThat(HealthScores.kolmogorovSmirnov(some, none)).isNaN();
    assertThat(HealthScores.jensenShannon(none, none)).isNaN();
  }

  @Test
  void refusesHistogramsWithOtherBins() {
    assertThatThrownBy(() -> HealthScores.similarity(Histogram.of(1, 2), Histogram.of(1, 2, 3)))
        .hasMessageContaining("got 3 bins, allowed: 2");
  }

  @Property(tries = 500)
  void scoresKeepTheirBounds(@ForAll long seed) {
    Random random = new Random(seed);
    Histogram one = random(random);
    Histogram other = random(random);
    assertThat(HealthScores.similarity(one, other)).isBetween(0.0, 1.0);
    assertThat(HealthScores.similarity(one, one)).isCloseTo(1, within(1e-12));
    assertThat(HealthScores.jensenShannon(one, other))
        .isBetween(0.0, 1.0)
        .isCloseTo(HealthScores.jensenShannon(other, one), within(1e-12));
    assertThat(HealthScores.kolmogorovSmirnov(one, other)).isBetween(0.0, 1.0);
    assertThat(HealthScores.populationStabilityIndex(one, other)).isNotNegative();
    assertThat(HealthScores.populationStabilityIndex(one, one)).isZero();
  }

  private static Histogram random(Random random) {
    long[] counts = random.longs(6, 0, random.nextInt(1, 50)).toArray();
    counts[random.nextInt(6)]++;
    long sum = java.util.Arrays.stream(counts).sum();
    return Histogram.of(counts, sum + random.nextInt(20));
  }

  private static double[] of(double... shares) {
    return shares;
  }

  /** Which of them it is depends on the order of additions alone. */
  @Test
  void aSumThatIsRoundedOverOneIsOne() {
    double[] below = {Math.nextDown(0.5), 0.5};
    double[] above = {Math.nextUp(0.5) + 1e-15, 0.5};
    double[] other = {0.25, 0.25};
    assertThat(HealthScores.similarity(above, other))
        .isCloseTo(HealthScores.similarity(below, other), within(1e-12));
    assertThat(HealthScores.similarity(other, above))
        .isCloseTo(HealthScores.similarity(other, below), within(1e-12));
  }
}
