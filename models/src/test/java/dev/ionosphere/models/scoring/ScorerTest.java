package dev.ionosphere.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.scoring.operator.Standardise;
import dev.ionosphere.models.scoring.operator.Vector;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTest {

  private static final ScoringPlan SMALL =
      TestingPlans.kMeans(
          List.of("a", "b"),
          new Standardise(0, Vector.of(10, 100), Vector.of(2, 5)),
          2.5,
          0,
          0,
          3,
          4);

  @Test
  void measuresInStandardisedUnits() {
    Scorer scorer = SMALL.scorer();
    assertThat(scorer.score(new double[] {10, 100})).isEqualTo(new Prediction(true, 0, 0, false));
    assertThat(scorer.score(new double[] {12, 100})).isEqualTo(new Prediction(true, 0, 1, false));
    assertThat(scorer.score(new double[] {16, 120})).isEqualTo(new Prediction(true, 1, 0, false));
    assertThat(scorer.score(new double[] {10 + 2 * 6, 100 + 5 * 8}))
        .isEqualTo(new Prediction(true, 1, 5, true));
  }

  @Test
  void ofEquallyNearCentresTheFirstWins() {
    assertThat(SMALL.scorer().score(new double[] {13, 110}))
        .isEqualTo(new Prediction(true, 0, 2.5, false));
  }

  @Test
  void picksItsColumnsByName() {
    Scorer scorer = SMALL.scorer(List.of("id", "b", "unused", "a"));
    double[] row = {Double.NaN, 120, Double.POSITIVE_INFINITY, 16};
    assertThat(scorer.score(row)).isEqualTo(new Prediction(true, 1, 0, false));
    Predictions scores = scorer.newPredictions(1);
    scorer.score(row, 1, scores);
    assertThat(scores.prediction(0)).isEqualTo(new Prediction(true, 1, 0, false));
  }

  @Test
  void namesAColumnThatIsNotThere() {
    assertThatThrownBy(() -> SMALL.scorer(List.of("a", "c")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("column b");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300})
  void doesNotScoreARowWithAMissingOrImpossibleValue(double value) {
    double[] rows = {10, 100, value, 100, 10, value, 16, 120};
    Scorer scorer = SMALL.scorer();
    Predictions scores = scorer.newPredictions(4);
    scorer.score(rows, 4, scores);
    assertThat(scores.label(0)).isZero();
    assertThat(scores.label(3)).isOne();
    for (int r = 1; r <= 2; r++) {
      assertThat(scores.prediction(r)).isEqualTo(Prediction.NONE);
      assertThat(scorer.score(Arrays.copyOfRange(rows, 2 * r, 2 * r + 2)))
          .isEqualTo(Prediction.NONE);
      assertThat(scores.prediction(r).scored()).isFalse();
    }
  }

  @Test
  void aColumnWithoutDeviationCountsAsItsMean() {
    ScoringPlan plan =
        TestingPlans.kMeans(
            List.of("a", "b"), new Standardise(0, Vector.of(10, 100), Vector.of(2, 0)), 1, 0, 0);
    assertThat(plan.scorer().score(new double[] {12, 5000}))
        .isEqualTo(new Prediction(true, 0, 1, false));
  }

  @Test
  void standardisationMayBeLeftOut() {
    ScoringPlan plan = TestingPlans.kMeans(List.of("a"), 1, 1, 9);
    assertThat(plan.scorer().score(new double[] {7})).isEqualTo(new Prediction(true, 1, 2, true));
  }

  @Test
  void staysExactWhereTheMeanIsFarAboveTheDeviation() {
    // A turbofan's fan speed: 2388 rpm with a deviation of 0.07.
    ScoringPlan plan =
        TestingPlans.kMeans(
            List.of("a"), new Standardise(0, Vector.of(2388e6), Vector.of(0.0625)), 1, 0.5);
    assertThat(plan.scorer().score(new double[] {2388e6 + 0.0625}).score()).isEqualTo(0.5);
  }

  @Property(tries = 300)
  void equalsThePlainWay(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int clusters,
      @ForAll @IntRange(min = 0, max = 200) int count) {
    Random random = new Random(seed);
    ScoringPlan plan = TestingPlans.random(random, width, clusters);
    double[] rows = TestingPlans.rows(random, plan, count);
    if (count > 0 && random.nextBoolean()) {
      rows[random.nextInt(rows.length)] = Double.NaN;
    }
    Scorer scorer = plan.scorer();
    Predictions scores = scorer.newPredictions(count);
    scorer.score(rows, count, scores);
    assertThat(scores.count()).isEqualTo(count);
    for (int r = 0; r < count; r++) {
      double[] row = Arrays.copyOfRange(rows, r * width, (r + 1) * width);
      Prediction plainly = TestingPlans.plainly(plan, row);
      assertThat(scorer.score(row)).as("alone and in a batch").isEqualTo(scores.prediction(r));
      Prediction score = scores.prediction(r);
      assertThat(score.label()).isEqualTo(plainly.label());
      assertThat(score.anomaly()).isEqualTo(plainly.anomaly());
      if (score.scored()) {
        assertThat(score.score())
            .isCloseTo(plainly.score(), within(1e-9 * Math.max(1, plainly.score())));
      } else {
        assertThat(score.score()).isNaN();
      }
    }
  }

  @Property(tries = 50)
  void aRowsScoreDoesNotDependOnItsBatch(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int count) {
    Random random = new Random(seed);
    ScoringPlan plan = TestingPlans.random(random, 7, 11);
    double[] rows = TestingPlans.rows(random, plan, count);
    Scorer scorer = plan.scorer();
    Predictions all = scorer.newPredictions(count);
    scorer.score(rows, count, all);
    int first = random.nextInt(count);
    Predictions some = scorer.newPredictions(count - first);
    scorer.score(rows, first, count - first, some);
    for (int r = first; r < count; r++) {
      assertThat(some.prediction(r - first)).isEqualTo(all.prediction(r));
    }
  }

  @Test
  void refusesRowsThatDoNotFit() {
    Scorer scorer = SMALL.scorer();
    Predictions scores = scorer.newPredictions(2);
    assertThatThrownBy(() -> scorer.score(new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scorer.score(new double[3], 2, scores))
        .hasMessageContaining("got 3 values");
    assertThatThrownBy(() -> scorer.score(new double[8], -1, 1, scores))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scorer.score(new double[8], Integer.MAX_VALUE, 2, scores))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scorer.score(new double[8], 3, scores))
        .hasMessageContaining("got room for 2 rows");
    Predictions others = SMALL.scorer().newPredictions(2);
    assertThatThrownBy(() -> scorer.score(new double[4], 2, others))
        .hasMessageContaining("another scorer");
  }

  @Test
  void scoresInManyThreadsAtOnce() {
    Random random = new Random(3);
    ScoringPlan plan = TestingPlans.random(random, 9, 13);
    Scorer scorer = plan.scorer();
    double[] rows = TestingPlans.rows(random, plan, 2000);
    Predictions expected = scorer.newPredictions(2000);
    scorer.score(rows, 2000, expected);
    assertThat(
            IntStream.range(0, 2000)
                .parallel()
                .mapToObj(r -> scorer.score(Arrays.copyOfRange(rows, 9 * r, 9 * r + 9))))
        .containsExactlyElementsOf(
            IntStream.range(0, 2000).mapToObj(expected::prediction).toList());
  }

  @Test
  void allocatesNothingForABatch() {
    Random random = new Random(1);
    ScoringPlan plan = TestingPlans.random(random, 20, 8);
    double[] rows = TestingPlans.rows(random, plan, 1000);
    Scorer scorer = plan.scorer();
    Predictions scores = scorer.newPredictions(1000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    scorer.score(rows, 1000, scores);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 20; i++) {
      scorer.score(rows, 1000, scores);
    }
    // Reading the counter itself may cost a few bytes; a row must not.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
  }
}
