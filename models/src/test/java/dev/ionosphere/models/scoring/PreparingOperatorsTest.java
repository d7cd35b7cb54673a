package dev.ionosphere.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.Hostile;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.scoring.operator.Gather;
import dev.ionosphere.models.scoring.operator.Numbers;
import dev.ionosphere.models.scoring.operator.Operator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators that prepare numbers for what models compute, against the plainest way to do it. */
class PreparingOperatorsTest {

  private static final double NAN = Double.NaN;

  /** Each operator once; the text column has two categories. */
  private static final String PLAN =
      """
      {"inputs":[{"name":"a","type":"float64","nullable":true},
      {"name":"b","type":"float64","nullable":true},
      {"name":"mode","type":"string","nullable":true,"categories":["auto","hand"],"unseen":"other"}],
      "operators":[{"kind":"numbers","columns":["a","b"]},
      {"kind":"numbers","columns":["mode","b"]},
      {"kind":"recode","of":1,"keys":[[0,1],[-1.5,0,7]],"values":[[5,-2],[1,"NaN",3]],
       "others":[9,-4],"missing":["NaN",0.5]},
      {"kind":"impute","of":0,"values":[10,20]},
      {"kind":"scale","of":3,"centres":[1,2],"scales":[3,-0.1]},
      {"kind":"affine","of":4,"factors":[2,1],"offsets":[-1,0.25],"least":-8,"most":8},
      {"kind":"gather","steps":[5,2,5,2],"columns":[1,0,0,1]},
      {"kind":"pointwise","of":6,"width":4,"name":"sigmoid"},
      {"kind":"pointwise","of":6,"width":4,"name":"exp"},
      {"kind":"guard","of":0,"width":2,"limit":1000,"missing":true}],
      "outputs":[{"name":"x0","kind":"value","of":6},{"name":"x1","kind":"value","of":6,"column":1},
      {"name":"x2","kind":"value","of":6,"column":2},{"name":"x3","kind":"value","of":6,"column":3},
      {"name":"s","kind":"value","of":7},{"name":"e","kind":"value","of":8,"column":2}]}
      """;

  private static double[] plainly(double a, double b, double mode) {
    double x = ((Double.isNaN(a) ? 10 : a) - 1) / 3 * 2 - 1;
    double y = ((Double.isNaN(b) ? 20 : b) - 2) / -0.1 + 0.25;
    double first = Math.min(8, Math.max(-8, y));
    double third = Math.min(8, Math.max(-8, x));
    double second = Double.isNaN(mode) ? NAN : mode == 0 ? 5 : mode == 1 ? -2 : 9;
    double fourth = Double.isNaN(b) ? 0.5 : b == -1.5 ? 1 : b == 0 ? NAN : b == 7 ? 3 : -4;
    boolean guarded = Math.abs(a) > 1000 || Math.abs(b) > 1000;
    boolean scored = !guarded && !Double.isNaN(second) && !Double.isNaN(fourth);
    double[] said = {first, second, third, fourth, 1 / (1 + Math.exp(-first)), Math.exp(third)};
    if (!scored) {
      Arrays.fill(said, NAN);
    }
    return said;
  }

  @Property(tries = 300)
  void eachSaysWhatThePlainestWaySays(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count) {
    Random random = new Random(seed);
    double[] odd = {NAN, 0, -0.0, -1.5, 7, 1000, Math.nextUp(1000d), -1001, 1e308};
    double[] rows = random.doubles(3L * count, -5, 20).toArray();
    for (int r = 0; r < count; r++) {
      int column = random.nextInt(2);
      rows[3 * r + column] =
          random.nextBoolean() ? odd[random.nextInt(odd.length)] : rows[3 * r + column];
      rows[3 * r + 2] = new double[] {0, 1, 2, NAN}[random.nextInt(4)];
    }
    rows[0] = random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    Scorer scorer = read(PLAN).scorer();
    Predictions said = scorer.newPredictions(count);
    scorer.score(rows, count, said);
    for (int r = 0; r < count; r++) {
      double[] row = Arrays.copyOfRange(rows, 3 * r, 3 * r + 3);
      double[] expected = plainly(row[0], row[1], row[2]);
      for (int output = 0; output < expected.length; output++) {
        assertThat(said.value(output, 0, r)).isEqualTo((Double) expected[output]);
      }
      assertThat(scorer.score(row)).isEqualTo(said.prediction(r));
    }
  }

  @Test
  void aScaleDividesToTheLastBit() {
    ScoringPlan plan =
        read(
            """
            {"inputs":[{"name":"a","type":"float64","nullable":false}],
            "operators":[{"kind":"numbers","columns":["a"]},
            {"kind":"scale","of":0,"centres":[0],"scales":[3]}],
            "outputs":[{"name":"x","kind":"value","of":1}]}
            """);
    Scorer scorer = plan.scorer();
    Predictions said = scorer.newPredictions(1);
    scorer.score(new double[] {5}, 1, said);
    assertThat(said.value(0, 0, 0)).isEqualTo(5.0 / 3).isNotEqualTo(5 * (1.0 / 3));
  }

  @ParameterizedTest
  @CsvSource({
    "false, 1000, 1, true",
    "false, 1000, NaN, false",
    "true, 1000, NaN, true",
    "true, 1000, -1000, true",
    "true, 1000, -1000.0000000000001, false",
    "true, 1.7976931348623157e308, Infinity, false",
    "false, 1.7976931348623157e308, -Infinity, false",
    "false, 1.7976931348623157e308, 1.7976931348623157e308, true",
    "false, 0, -0.0, true",
  })
  void whatAGuardRefusesIsNotScored(boolean missing, double limit, double value, boolean scored) {
    ScoringPlan plan =
        read(
            """
            {"inputs":[{"name":"a","type":"float64","nullable":true},
            {"name":"b","type":"float64","nullable":true}],
            "operators":[{"kind":"numbers","columns":["b"]},{"kind":"numbers","columns":["b","a"]},
            {"kind":"guard","of":1,"width":2,"limit":%s,"missing":%s}],
            "outputs":[{"name":"b","kind":"value","of":0}]}
            """
                .formatted(limit, missing));
    Scorer scorer = plan.scorer();
    Predictions said = scorer.newPredictions(130);
    double[] rows = new double[260];
    rows[2 * 129] = value;
    scorer.score(rows, 130, said);
    assertThat(said.scored(128)).isTrue();
    assertThat(said.scored(129)).isEqualTo(scored);
    assertThat(scorer.score(new double[] {value, 0}).scored()).isEqualTo(scored);
  }

  @Test
  void whatIsGatheredMayBeGatheredAgain() {
    ScoringPlan plan =
        read(
            """
            {"inputs":[{"name":"a","type":"float64","nullable":false},
            {"name":"b","type":"float64","nullable":false}],
            "operators":[{"kind":"numbers","columns":["a","b"]},
            {"kind":"gather","steps":[0,0,0],"columns":[1,0,1]},
            {"kind":"gather","steps":[1,0,1],"columns":[2,0,1]},
            {"kind":"linear","of":2,"weights":[[100,10,1]],"intercepts":[0]}],
            "outputs":[{"name":"x","kind":"value","of":3},{"name":"last","kind":"value","of":2,"column":2}]}
            """);
    Scorer scorer = plan.scorer();
    Predictions said = scorer.newPredictions(2);
    scorer.score(new double[] {1, 2, 3, 4}, 2, said);
    assertThat(said.value(0, 0, 0)).isEqualTo(211);
    assertThat(said.value(0, 0, 1)).isEqualTo(433);
    assertThat(said.value(1, 0, 1)).isEqualTo(3);
    assertThat(scorer.score(new double[] {1, 2}).scored()).isTrue();
  }

  @Test
  void manyKeysAreFound() {
    StringBuilder keys = new StringBuilder("-3.5");
    for (int i = 1; i < 5_000; i++) {
      keys.append(',').append(i * i);
    }
    ScoringPlan plan =
        read(
            """
            {"inputs":[{"name":"a","type":"float64","nullable":false}],
            "operators":[{"kind":"numbers","columns":["a"]},
            {"kind":"recode","of":0,"keys":[[%s]],"values":[[%s]],"others":[-1],"missing":["NaN"]}],
            "outputs":[{"name":"x","kind":"value","of":1}]}
            """
                .formatted(keys, keys));
    Scorer scorer = plan.scorer();
    Predictions said = scorer.newPredictions(4);
    scorer.score(new double[] {-3.5, 4_999 * 4_999, 5, NAN}, 4, said);
    assertThat(said.value(0, 0, 0)).isEqualTo(-3.5);
    assertThat(said.value(0, 0, 1)).isEqualTo(4_999 * 4_999);
    assertThat(said.value(0, 0, 2)).isEqualTo(-1);
    assertThat(said.scored(3)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"steps\":[5,2,5,2] | \"steps\":[5,2,6,2] | a step before it",
        "\"steps\":[5,2,5,2] | \"steps\":[5,2,-1,2] | a step before it",
        "\"steps\":[5,2,5,2] | \"steps\":[5,2,5] | as there are columns",
        "\"columns\":[1,0,0,1] | \"columns\":[1,2,0,1] | 0 to 1 as step 2 gives",
        "\"columns\":[1,0,0,1] | \"columns\":[1,-1,0,1] | 0 to 1 as step 2 gives",
        "\"columns\":[1,0,0,1] | \"columns\":[] | gather, columns",
        "\"steps\":[5,2,5,2] | \"steps\":[1,2,5,2] | one-hot, recode",
        "\"limit\":1000 | \"limit\":-1 | guard, limit",
        "\"limit\":1000 | \"limit\":\"NaN\" | guard, limit",
        "\"limit\":1000 | \"limit\":\"Infinity\" | guard, limit",
        "\"width\":2,\"limit\" | \"width\":3,\"limit\" | width",
        "\"missing\":true} | \"missing\":1} | true or false",
        "\"scales\":[3,-0.1] | \"scales\":[3,0] | scale 1",
        "\"scales\":[3,-0.1] | \"scales\":[3,-0.0] | scale 1",
        "\"scales\":[3,-0.1] | \"scales\":[3] | as there are centres",
        "\"scales\":[3,-0.1] | \"scales\":[3,\"Infinity\"] | finite",
        "\"factors\":[2,1] | \"factors\":[2] | as there are factors",
        "\"factors\":[2,1] | \"factors\":[2,\"NaN\"] | finite",
        "\"least\":-8 | \"least\":9 | at most 8.0",
        "\"least\":-8 | \"least\":\"NaN\" | at most 8.0",
        "\"values\":[10,20] | \"values\":[10] | width",
        "\"values\":[10,20] | \"values\":[10,\"NaN\"] | finite",
        "\"values\":[10,20] | \"values\":[] | impute, values",
        "[-1.5,0,7] | [-1.5,0,0] | numbers that rise",
        "[-1.5,0,7] | [-1.5,8,7] | numbers that rise",
        "[-1.5,0,7] | [-1.5,0] | as there are keys",
        "[-1.5,0,7] | [-1.5,0,\"NaN\"] | finite",
        "[1,\"NaN\",3] | [1,\"Infinity\",3] | finite number, NaN",
        "\"others\":[9,-4] | \"others\":[9] | recode, others",
        "\"others\":[9,-4] | \"others\":[9,\"-Infinity\"] | finite number, NaN",
        "\"missing\":[\"NaN\",0.5] | \"missing\":[] | recode, missing",
        "\"keys\":[[0,1], | \"keys\":[[0,2], | codes of its categories, 0 to 1",
        "\"keys\":[[0,1],[-1.5,0,7]],\"values\":[[5,-2] | \"keys\":[[0],[-1.5,0,7]],\"values\":[[5]"
            + " | codes of its categories",
        "\"name\":\"exp\" | \"name\":\"sin\" | 1 (exp), 2 (sigmoid)",
        "\"width\":4,\"name\":\"exp\" | \"width\":5,\"name\":\"exp\" | width",
      })
  void refusesByName(String change) {
    String[] parts = change.split(" \\| ");
    String plan = PLAN.replace("\n ", "");
    assertThat(plan).contains(parts[0]);
    assertThatThrownBy(() -> read(plan.replace(parts[0], parts[1])))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(parts[2]);
  }

  /** Every count of each operator, from what follows its kind, version and length. */
  @ParameterizedTest
  @CsvSource({
    "gather, 11, 0, width",
    "guard, 12, 2, width",
    "scale, 13, 2, width",
    "affine, 14, 2, width",
    "impute, 15, 2, width",
    "recode, 16, 2, columns",
    "recode, 16, 6, recode",
    "pointwise, 17, 2, width",
  })
  void refusesCountsBeyondItsBytes(String name, int kind, int offset, String message) {
    byte[] bytes = read(PLAN).toBytes();
    for (int count : new int[] {Integer.MAX_VALUE, -1, 9_999}) {
      ByteBuffer damaged = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
      damaged.putInt(contentOf(bytes, kind) + offset, count);
      reseal(damaged.array());
      assertThatThrownBy(() -> ScoringPlan.read(damaged.array()))
          .describedAs("%s with %d", name, count)
          .isInstanceOf(ModelFormatException.class)
          .message()
          .containsAnyOf(message, "an end in the middle", "keys");
    }
  }

  /** Where the content of a step begins: its kind, version 1 and a length that fits, aligned. */
  private static int contentOf(byte[] bytes, int kind) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; ; at++) {
      if (buffer.getShort(at) == kind && buffer.getShort(at + 2) == 1) {
        int length = buffer.getInt(at + 4);
        if (length > 0 && at + 8 + length < bytes.length) {
          return (at + 8 + 7) / 8 * 8;
        }
      }
    }
  }

  @Property(tries = 3000)
  void readsOrRefusesDamagedBytes(@ForAll long seed, @ForAll boolean sealed) {
    byte[] damaged = Hostile.damaged(read(PLAN).toBytes(), seed);
    if (sealed && damaged.length > 4) {
      reseal(damaged);
    }
    Hostile.readsOrRefuses(ScoringPlan::read, damaged);
    Hostile.readsOrRefuses(
        PlanJson::read, Hostile.damaged(PLAN.getBytes(StandardCharsets.UTF_8), seed));
  }

  @Test
  void refusesWiderRowsThanARowMayBe() {
    int[] steps = new int[Operator.MOST_WIDTH + 1];
    assertThatThrownBy(() -> new Gather(steps, steps.clone()))
        .isInstanceOf(ModelFormatException.class);
    int[] wide = new int[Operator.MOST_WIDTH];
    List<Operator> many = new ArrayList<>(List.of(new Numbers(List.of("a"))));
    many.addAll(Collections.nCopies(65, new Gather(wide, wide.clone())));
    assertThatThrownBy(() ->
            new ScoringPlan(
                ScoringPlan.numbers(List.of("a")),
                many,
                List.of(new Output("x", Output.Kind.VALUE, 1, 1, List.of())),
                Optional.empty()))
        .hasMessageContaining("numbers that all steps give");
    List<Operator> operators =
        List.of(new Numbers(List.of("a")), new Gather(new int[2], new int[2]));
    ScoringPlan plan =
        new ScoringPlan(
            ScoringPlan.numbers(List.of("a")),
            operators,
            List.of(new Output("x", Output.Kind.VALUE, 1, 1, List.of())),
            Optional.empty());
    assertThat(ScoringPlan.read(plan.toBytes())).isEqualTo(plan).hasSameHashCodeAs(plan);
  }

  private static void reseal(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(bytes.length - 4, (int) crc.getValue());
  }

  private static ScoringPlan read(String json) {
    ScoringPlan plan = PlanJson.read(json.getBytes(StandardCharsets.UTF_8));
    assertThat(ScoringPlan.read(plan.toBytes())).isEqualTo(plan);
    return plan;
  }
}
