package dev.ionosphere.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.models.Hostile;
import dev.ionosphere.models.format.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans with columns of text. */
class CategoriesTest {

  /** A number for each mode, and the temperature as it is. */
  private static final String PLAN =
      """
      {"inputs":[{"name":"mode","type":"string","nullable":%s,
       "categories":["Auto","auto","hand"],"unseen":"%s"},
      {"name":"heat","type":"float64","nullable":true}],
      "operators":[{"kind":"numbers","columns":["heat","mode"]},
      {"kind":"one-hot","of":0,"values":[0,3]},
      {"kind":"linear","of":1,"weights":[[0,1,2,4],[1,0,0,0]],"intercepts":[8,0]}],
      "outputs":[{"name":"sum","kind":"value","of":2}]}
      """;

  private static final double UNSEEN = 3;

  private static ScoringPlan plan(boolean nullable, String unseen) {
    return read(PLAN.formatted(nullable, unseen));
  }

  private static ScoringPlan read(String json) {
    ScoringPlan plan = PlanJson.read(json.getBytes(StandardCharsets.UTF_8));
    assertThat(ScoringPlan.read(plan.toBytes())).isEqualTo(plan);
    return plan;
  }

  private static double sum(ScoringPlan plan, double mode) {
    Scorer scorer = plan.scorer();
    Predictions said = scorer.newPredictions(1);
    scorer.score(new double[] {mode, 1}, 1, said);
    return said.value(0, 0, 0);
  }

  @Test
  void aCategoryIsOneOfSomeNumbers() {
    ScoringPlan plan = plan(false, "other");
    assertThat(IntStream.range(0, 3).mapToDouble(mode -> sum(plan, mode)))
        .containsExactly(9.0, 10.0, 12.0);
  }

  @ParameterizedTest
  @CsvSource({
    "false, other, 8, NaN",
    "true, other, 8, 8",
    "false, refuse, NaN, NaN",
    "true, refuse, NaN, 8",
    "false, missing, NaN, NaN",
    "true, missing, 8, 8",
  })
  void oneThatTrainingDidNotSeeIsTakenAsThePlanSays(
      boolean nullable, String unseen, double ofUnseen, double ofMissing) {
    ScoringPlan plan = plan(nullable, unseen);
    assertThat(sum(plan, UNSEEN)).isEqualTo((Double) ofUnseen);
    assertThat(sum(plan, Double.NaN)).isEqualTo((Double) ofMissing);
    assertThat(plan.scorer().score(new double[] {UNSEEN, 1}).scored())
        .isEqualTo(!Double.isNaN(ofUnseen));
  }

  @Property(tries = 200)
  void aloneAndInABatchItIsTheSame(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count) {
    Random random = new Random(seed);
    double[] odd = {0, 1, 2, 3, 4, -1, 1.5, Double.NaN, Double.POSITIVE_INFINITY};
    double[] rows = random.doubles(2L * count, -5, 20).toArray();
    for (int r = 0; r < count; r++) {
      rows[2 * r] = odd[random.nextInt(odd.length)];
    }
    for (String unseen : List.of("other", "refuse", "missing")) {
      Scorer scorer = plan(random.nextBoolean(), unseen).scorer();
      Predictions said = scorer.newPredictions(count);
      scorer.score(rows, count, said);
      for (int r = 0; r < count; r++) {
        assertThat(scorer.score(Arrays.copyOfRange(rows, 2 * r, 2 * r + 2)))
            .isEqualTo(said.prediction(r));
      }
    }
  }

  @Test
  void readTextsBecomeNumbers() {
    PlanInputs inputs = plan(true, "refuse").inputs();
    RowBatch read = new RowBatch(inputs.schema(), 8);
    for (String mode : new String[] {"hand", "", "off", "Auto", "AUTO"}) {
      read.begin(read.size());
      if (!mode.isEmpty()) {
        read.setText(0, mode);
      }
      read.setNumber(1, 7);
      read.end();
    }
    double[] rows = new double[10];
    inputs.copy(read, rows);
    assertThat(rows).containsExactly(2, 7, Double.NaN, 7, UNSEEN, 7, 0, 7, UNSEEN, 7);
    assertThat(inputs.refusedColumn(rows, 4)).hasValue(0);
    assertThat(inputs.refusedColumn(rows, 0)).isEmpty();
    assertThat(inputs.refusedColumn(rows, 2)).isEmpty();
    assertThat(plan(true, "other").inputs().refusedColumn(rows, 4)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"unseen\":\"refuse\" | \"unseen\":\"guess\" | refuse, other, missing",
        ",\"unseen\":\"refuse\" |  | unseen",
        "[\"Auto\",\"auto\",\"hand\"] | [] | categories",
        "[\"Auto\",\"auto\",\"hand\"] | [\"auto\",\"Auto\",\"hand\"] | after 'auto'",
        "[\"Auto\",\"auto\",\"hand\"] | [\"Auto\",\"auto\",\"auto\"] | after 'auto'",
        "[\"Auto\",\"auto\",\"hand\"] | [\"Auto\",\"a\\u0007\",\"hand\"] | control",
        "\"type\":\"string\" | \"type\":\"float64\" | float64 with categories",
        "\"type\":\"float64\" | \"type\":\"string\" | string without categories",
        "\"type\":\"float64\" | \"type\":\"timestamp\" | timestamp",
        "\"values\":[0,3] | \"values\":[3,0] | values by column",
        "\"values\":[0,3] | \"values\":[0,4] | width",
        "\"values\":[0,3] | \"values\":[0,0] | width",
        "\"values\":[0,3] | \"values\":[0,1001] | 0 to 1000",
        "\"values\":[0,3] | \"values\":[0,-3] | 0 to 1000",
        "\"values\":[0,3] | \"values\":[3] | width",
        "\"values\":[0,3] | \"values\":[] | one-hot, columns",
        "\"of\":2} | \"of\":0} | an output",
        "{\"kind\":\"linear\",\"of\":1,\"weights\":[[0,1,2,4],[1,0,0,0]]"
            + " | {\"kind\":\"linear\",\"of\":0,\"weights\":[[0,1],[1,0]] | one-hot",
      })
  void refusesByName(String change) {
    String[] parts = change.split(" \\| ");
    String plan = PLAN.formatted("true", "refuse").replace("\n ", "");
    assertThat(plan).contains(parts[0]);
    assertThatThrownBy(() -> read(plan.replace(parts[0], parts[1])))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(parts[2]);
  }

  @Test
  void refusesMoreCategoriesThanAColumnMayHave() {
    List<String> many = new ArrayList<>();
    IntStream.range(1_000, 2_001).forEach(i -> many.add("v" + i));
    assertThatThrownBy(() -> new Categories(many, Unseen.OTHER)).hasMessageContaining("1 to 1000");
    assertThat(new Categories(many.subList(0, 1_000), Unseen.OTHER).code("v1999")).isEqualTo(999);
  }

  @Property(tries = 2000)
  void readsOrRefusesDamagedBytes(@ForAll long seed) {
    Hostile.readsOrRefuses(
        ScoringPlan::read, Hostile.damaged(plan(true, "missing").toBytes(), seed));
    Hostile.readsOrRefuses(
        PlanJson::read,
        Hostile.damaged(PLAN.formatted("true", "other").getBytes(StandardCharsets.UTF_8), seed));
  }
}
