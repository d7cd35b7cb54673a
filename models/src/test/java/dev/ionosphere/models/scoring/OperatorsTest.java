package dev.ionosphere.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ionosphere.models.format.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of labels as training writes them, against the plainest way to compute them. */
class OperatorsTest {

  private static final String LABELLED =
      """
      "outputs":[{"name":"label","kind":"label","of":%d,"labels":["low","mid","high"]},
      {"name":"probability","kind":"probabilities","of":%d,"labels":["low","mid","high"]}],
      "anomaly":{"output":"probability","column":2,"above":0.5}}
      """;

  private static final String FOREST =
      """
      {"inputs":[{"name":"a","type":"float64","nullable":%s},{"name":"b","type":"int64","nullable":true}],
      "operators":[{"kind":"numbers","columns":["b","a"]},
      {"kind":"forest","of":0,"width":2,"roots":[0,5],
       "features":[1,-1,0,-1,-1,-1],"thresholds":[2.5,0,10,0,0,0],"rights":[2,0,4,1,2,3],
       "values":[[1,0,0],[0,1,0],[0,0,1],[0.5,0.25,0.25]]},
      {"kind":"normalise","of":1,"width":3},{"kind":"argmax","of":2,"width":3}],
      """;

  @Test
  void aForestVotesAsItsTreesSay() {
    Scorer scorer = forest("true").scorer();
    assertThat(said(scorer, 2.5, 99)).isEqualTo("low [0.75, 0.125, 0.125]");
    assertThat(said(scorer, Math.nextUp(2.5), 10)).isEqualTo("mid [0.25, 0.625, 0.125]");
    assertThat(said(scorer, 3, Math.nextUp(10d))).isEqualTo("high [0.25, 0.125, 0.625]");
    assertThat(said(scorer, Double.NEGATIVE_INFINITY, 0)).startsWith("low");
    assertThat(said(scorer, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)).startsWith("mid");
    assertThat(scorer.score(new double[] {3, 11})).isEqualTo(new Prediction(true, 2, 0.625, true));
  }

  @Test
  void aMissingValueGoesRightWhereItMayBeMissing() {
    assertThat(said(forest("true").scorer(), Double.NaN, Double.NaN)).startsWith("high");
    assertThat(said(forest("false").scorer(), Double.NaN, 1)).isEqualTo("not scored");
    assertThat(said(forest("false").scorer(), 3, Double.NaN)).startsWith("high");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"roots\":[0,5] | \"roots\":[1,5]",
        "\"roots\":[0,5] | \"roots\":[0,6]",
        "\"roots\":[0,5] | \"roots\":[0,0]",
        "\"roots\":[0,5] | \"roots\":[]",
        "\"features\":[1,-1 | \"features\":[2,-1",
        "\"features\":[1,-1 | \"features\":[-2,-1",
        "\"rights\":[2,0,4,1,2,3] | \"rights\":[1,0,4,1,2,3]",
        "\"rights\":[2,0,4,1,2,3] | \"rights\":[0,0,4,1,2,3]",
        "\"rights\":[2,0,4,1,2,3] | \"rights\":[5,0,4,1,2,3]",
        "\"rights\":[2,0,4,1,2,3] | \"rights\":[2,4,4,1,2,3]",
        "\"rights\":[2,0,4,1,2,3] | \"rights\":[2,0,4,1,2]",
        "\"thresholds\":[2.5 | \"thresholds\":[\"NaN\"",
        "[0.5,0.25,0.25] | [0.5,0.25]",
        "\"width\":3},{\"kind\":\"argmax\" | \"width\":2},{\"kind\":\"argmax\"",
        "\"kind\":\"normalise\" | \"kind\":\"virus\"",
        "\"type\":\"int64\" | \"type\":\"string\"",
        "\"type\":\"int64\" | \"type\":\"bool\"",
      })
  void refusesAForestThatIsNone(String change) {
    String[] parts = change.split(" \\| ");
    String plan = FOREST.formatted("true") + LABELLED.formatted(3, 2);
    assertThat(plan).contains(parts[0]);
    assertThatThrownBy(() -> read(plan.replace(parts[0], parts[1])))
        .isInstanceOf(ModelFormatException.class);
  }

  @Test
  void threeLabelsBySoftmax() {
    ScoringPlan plan =
        read(
            """
            {"inputs":[{"name":"a","type":"float64","nullable":false}],
            "operators":[{"kind":"numbers","columns":["a"]},
            {"kind":"linear","of":0,"weights":[[-1],[0],[1]],"intercepts":[0,0.5,0]},
            {"kind":"softmax","of":1,"width":3},{"kind":"argmax","of":1,"width":3}],
            """
                + LABELLED.formatted(3, 2));
    Scorer scorer = plan.scorer();
    Predictions said = scorer.newPredictions(3);
    scorer.score(new double[] {0, 800, -800}, 3, said);
    double sum = 2 + Math.exp(0.5);
    assertThat(said.value(1, 0, 0)).isCloseTo(1 / sum, within(1e-15));
    assertThat(said.value(1, 1, 0)).isCloseTo(Math.exp(0.5) / sum, within(1e-15));
    assertThat(said.label(0)).isEqualTo(1);
    assertThat(said.value(1, 2, 1)).isEqualTo(1);
    assertThat(said.value(1, 0, 2)).isEqualTo(1);
  }

  @Test
  void twoLabelsByTheLogisticFunction() {
    Scorer scorer = logistic(2, -1).scorer();
    assertThat(scorer.score(new double[] {0.5})).isEqualTo(new Prediction(true, 0, 0.5, false));
    assertThat(scorer.score(new double[] {Math.nextUp(0.5)}).label()).isEqualTo(1);
    assertThat(scorer.score(new double[] {1e308})).isEqualTo(new Prediction(true, 1, 1, true));
    assertThat(scorer.score(new double[] {-1e308})).isEqualTo(new Prediction(true, 0, 0, false));
    assertThat(scorer.score(new double[] {Double.NaN})).isEqualTo(Prediction.NONE);
  }

  @Property(tries = 200)
  void aloneAndInABatchItIsTheSame(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count) {
    Random random = new Random(seed);
    for (ScoringPlan plan :
        new ScoringPlan[] {forest("true"), logistic(random.nextGaussian(), 1)}) {
      int width = plan.features().size();
      double[] rows = random.doubles((long) count * width, -5, 20).toArray();
      rows[random.nextInt(rows.length)] = Double.NaN;
      Scorer scorer = plan.scorer();
      Predictions said = scorer.newPredictions(count);
      scorer.score(rows, count, said);
      for (int r = 0; r < count; r++) {
        double[] row = java.util.Arrays.copyOfRange(rows, r * width, (r + 1) * width);
        assertThat(scorer.score(row)).isEqualTo(said.prediction(r));
      }
    }
  }

  @Test
  void aTieMayGoEitherWayAndNothingElse() {
    ScoringPlan plan = logistic(2, -1);
    String golden =
        """
        {"columns":["a"],"rows":[[%s]],"outputs":[{"name":"label","labels":["%s"]},
        {"name":"probability","probabilities":[[%s,%s]]}]}
        """;
    double near = 0.5 + 1e-12;
    assertThat(verify(plan, golden.formatted(near, "low", 0.5, 0.5)))
        .isInstanceOf(Parity.Equal.class);
    assertThat(verify(plan, golden.formatted(near, "high", 0.5, 0.5)))
        .isInstanceOf(Parity.Equal.class);
    assertThat(verify(plan, golden.formatted(near, "other", 0.5, 0.5)))
        .isEqualTo(new Parity.Different(0, "label high", "label other"));
    double far = 1 / (1 + Math.exp(-0.02));
    assertThat(verify(plan, golden.formatted(0.51, "low", 1 - far, far)))
        .isEqualTo(new Parity.Different(0, "label high", "label low"));
    assertThat(verify(plan, golden.formatted(0.51, "high", 1 - far, far)))
        .isInstanceOf(Parity.Equal.class);
    assertThat(((Parity.Different) verify(plan, golden.formatted(0.51, "high", 0.5, 0.5))).got())
        .startsWith("probability [0.49");
    assertThatThrownBy(() ->
            verify(
                plan,
                """
                {"columns":["a"],"rows":[[1]],"outputs":[{"name":"label","labels":["high"]}]}
                """))
        .hasMessageContaining("also probability");
  }

  private static ScoringPlan logistic(double weight, double intercept) {
    return read(
        """
        {"inputs":[{"name":"a","type":"float64","nullable":false}],
        "operators":[{"kind":"numbers","columns":["a"]},
        {"kind":"linear","of":0,"weights":[[%s]],"intercepts":[%s]},
        {"kind":"logistic","of":1},{"kind":"argmax","of":2,"width":2}],
        "outputs":[{"name":"label","kind":"label","of":3,"labels":["low","high"]},
        {"name":"probability","kind":"probabilities","of":2,"labels":["low","high"]}],
        "anomaly":{"output":"probability","column":1,"above":0.5}}
        """
            .formatted(weight, intercept));
  }

  private static ScoringPlan forest(String nullable) {
    return read(FOREST.formatted(nullable) + LABELLED.formatted(3, 2));
  }

  private static String said(Scorer scorer, double a, double b) {
    Predictions said = scorer.newPredictions(1);
    scorer.score(new double[] {a, b}, 1, said);
    return said.scored(0)
        ? "%s [%s, %s, %s]"
            .formatted(
                scorer.labels().get(said.label(0)),
                said.value(1, 0, 0),
                said.value(1, 1, 0),
                said.value(1, 2, 0))
        : "not scored";
  }

  private static Parity verify(ScoringPlan plan, String golden) {
    return GoldenRows.read(golden.getBytes(StandardCharsets.UTF_8)).verify(plan);
  }

  private static ScoringPlan read(String json) {
    ScoringPlan plan = PlanJson.read(json.getBytes(StandardCharsets.UTF_8));
    assertThat(ScoringPlan.read(plan.toBytes())).isEqualTo(plan);
    return plan;
  }
}
