package dev.ionosphere.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  static final Map<String, Type> GATE = GateCondition.VARIABLES;

  private static Map<String, Object> inputs() {
    Map<String, Object> inputs = new LinkedHashMap<>();
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("wssse", 0.25f);
    metrics.put("rows", 200);
    metrics.put("nan", Double.NaN);
    metrics.put("inf", Double.NEGATIVE_INFINITY);
    metrics.put("null", null);
    metrics.put("odd name", new AtomicLong(3));
    inputs.put("candidate", Map.of("metrics", metrics));
    inputs.put("current", Map.of("metrics", Map.of("wssse", 0.5, "zero", 0)));
    inputs.put(
        "health",
        Map.of("similarity", Map.of("s1", 0.9, "s2", 0.7), "rows", 1_000L, "drifted", false));
    inputs.put("evidence", "sha256:1");
    return inputs;
  }

  private static Expression.Compiled compiled(String text) {
    return switch (Expression.compile(text, GATE)) {
      case Expression.Compiled compiled -> compiled;
      case Expression.Invalid invalid -> throw new AssertionError(invalid.toString());
    };
  }

  private static Expression.Invalid invalid(String text) {
    return switch (Expression.compile(text, GATE)) {
      case Expression.Compiled compiled -> throw new AssertionError(text + " compiles");
      case Expression.Invalid invalid -> invalid;
    };
  }

  @Test
  void saysWhatItSeesOfEachName() {
    assertThat(
            compiled(
                    "candidate.metrics.nan < 1.0 && has(current.metrics.auc) && health.drifted"
                        + " && candidate.metrics.rows > candidate.metrics.wssse"
                        + " && health.similarity.all(name, health.similarity[name] > 0.6)")
                .seen(inputs()))
        .containsExactly(
            Map.entry("candidate.metrics.nan", "NaN"),
            Map.entry("current.metrics.auc", "missing"),
            Map.entry("health.drifted", "false"),
            Map.entry("candidate.metrics.rows", "200"),
            Map.entry("candidate.metrics.wssse", "0.25"),
            Map.entry("health.similarity", "{\"s1\":0.9,\"s2\":0.7}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "candidate.metrics.wssse < current.metrics.wssse",
        "candidate.metrics.rows >= 200",
        "candidate.metrics['odd name'] == 3.0",
        "health.rows > 100 && !health.drifted",
        "health.similarity.all(name, health.similarity[name] > 0.6)",
        "health.similarity.exists(name, health.similarity[name] < 0.8)",
        "evidence.startsWith('sha256:')",
        "candidate.metrics.wssse / current.metrics.wssse <= 0.5",
        "!has(candidate.metrics.auc)",
        "has(candidate.metrics.auc) ? candidate.metrics.auc > 0.9 : true",
        "1 < 2"
      })
  void isTrue(String text) {
    assertThat(compiled(text).evaluate(inputs())).isEqualTo(new Outcome.True());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "candidate.metrics.wssse > current.metrics.wssse",
        "health.similarity.s2 > 0.8",
        "health.drifted",
        "has(candidate.metrics.wssse) && candidate.metrics.wssse > 1",
        "has(candidate.metrics.auc) && candidate.metrics.auc > 1",
        // One more part stops what was stopped without it.
        "health.drifted && candidate.metrics.auc > 0.5",
        "candidate.metrics.auc > 0.5 && (candidate.metrics.rows > 1 && health.drifted)",
        "candidate.metrics.wssse / current.metrics.zero > 0.5 && health.drifted"
      })
  void isFalse(String text) {
    assertThat(compiled(text).evaluate(inputs())).isEqualTo(new Outcome.False());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "candidate.metrics.nan > 0.5 | 'candidate.metrics.nan' is NaN",
        "candidate.metrics.inf < 0.5 | 'candidate.metrics.inf' is -Infinity",
        "candidate.metrics.auc > 0.5 | 'candidate.metrics.auc' is missing",
        "candidate.metrics[\"auc\"] > 0.5 | 'candidate.metrics.auc' is missing",
        "candidate.metrics[\"null\"] > 0.5 | 'candidate.metrics.null' is missing",
        "candidate.metrics.all(m, candidate.metrics[m] > 0.0) | 'candidate.metrics.inf' is -Infinity",
        "candidate.metrics.wssse / current.metrics.zero > 0.5 | is no finite number",
        "current.metrics.zero / current.metrics.zero != 0.5 | is no finite number",
        "candidate.metrics.wssse / current.metrics.zero > 0.5 or true | is no finite number",
        "has(candidate.metrics.nan) && candidate.metrics.nan > 1 | is NaN",
        "candidate.metrics.rows > 1 && candidate.metrics.auc > 1 && candidate.metrics.nan > 1 | 'candidate.metrics.auc' is missing",
        "(health.drifted && candidate.metrics.auc > 0.5) or true | 'candidate.metrics.auc' is missing"
      })
  void isInconclusiveAndNamesWhy(String text, String reason) {
    String condition = text.replace(" or ", " || ");
    assertThat(compiled(condition).evaluate(inputs()))
        .isInstanceOfSatisfying(
            Outcome.Inconclusive.class, outcome -> assertThat(outcome.reason()).contains(reason));
  }

  @Test
  void missingIsInconclusiveAlsoWhereTheRestWouldDecide() {
    assertThat(compiled("candidate.metrics.auc > 0.5 || true").evaluate(inputs()))
        .isEqualTo(new Outcome.Inconclusive("'candidate.metrics.auc' is missing"));
  }

  @Test
  void noDataIsInconclusive() {
    Map<String, Object> inputs = inputs();
    inputs.put("health", Map.of("similarity", Map.of(), "rows", 0, "drifted", false));
    assertThat(compiled("health.similarity.all(n, health.similarity[n] > 0.8)").evaluate(inputs))
        .isEqualTo(new Outcome.Inconclusive("'health.similarity' is empty"));
    assertThat(compiled("health.rows >= 0").evaluate(Map.of()))
        .isEqualTo(new Outcome.Inconclusive("'health.rows' is missing"));
    inputs.put("health", Map.of("rows", "many"));
    assertThat(compiled("health.rows >= 0").evaluate(inputs))
        .isEqualTo(new Outcome.Inconclusive("'health.rows' is a String, allowed is a number"));
  }

  @Test
  void moreIterationsThanAllowedAreInconclusive() {
    Map<String, Double> features =
        IntStream.range(0, 1_001).boxed().collect(Collectors.toMap(i -> "s" + i, i -> 1.0));
    Map<String, Object> inputs = inputs();
    inputs.put("health", Map.of("similarity", features, "rows", 1, "drifted", false));
    assertThat(compiled("health.similarity.all(n, health.similarity[n] > 0.5)").evaluate(inputs))
        .isInstanceOf(Outcome.Inconclusive.class);
    assertThat(
            compiled("health.similarity.all(a, health.similarity.all(b, a != b || a == b))")
                .evaluate(Map.of("health", Map.of("similarity", new TreeMap<>(features)))))
        .isInstanceOf(Outcome.Inconclusive.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "health.rowz > 1 | 1 | 'rowz' is unknown in 'health'",
        "true && health.drifted.x | 1 | has no parts",
        "candidat.metrics.x > 1.0 | 1 | undeclared reference to 'candidat'",
        "candidate.metrics.x | 1 | expected type 'bool'",
        "candidate.metrics.x > | 1 | mismatched input",
        "candidate.metrics.x > 'a' | 1 | no matching overload",
        "evidence.matches('a+') | 1 | 'matches' is not allowed",
        "candidate.metrics.map(m, m).size() > 1 | 1 | undeclared",
        "google.protobuf.Int32Value{value: 1} == 1 | 1 | undeclared reference to 'google",
        "'' | 1 | empty"
      })
  void findsWhatIsWrong(String text, int line, String message) {
    Expression.Invalid invalid = invalid(text);
    assertThat(invalid.findings()).isNotEmpty();
    assertThat(invalid.findings().getFirst().line()).isEqualTo(line);
    assertThat(invalid.findings().toString()).contains(message);
  }

  @Test
  void findingsHaveTheirPlace() {
    assertThat(invalid("true &&\n  health.rowz > 1.0").findings().getFirst())
        .extracting(Finding::line, Finding::column)
        .containsExactly(2, 9);
  }

  @Test
  void refusesWhatIsTooLongOrTooDeep() {
    assertThat(invalid("true " + " ".repeat(2_000)).findings().getFirst().message())
        .contains("2005 code points", "allowed are 2000");
    assertThat(invalid("(".repeat(100) + "true" + ")".repeat(100)).findings().getFirst().message())
        .contains("recursion");
    assertThat(compiled("(".repeat(10) + "true" + ")".repeat(10))).isNotNull();
  }

  @Test
  void digestsTellTextsAndInputsApart() {
    assertThat(compiled("1 < 2").digest()).startsWith("sha256:").hasSize(71);
    assertThat(compiled("1 < 2").digest()).isNotEqualTo(compiled("1 <  2").digest());
    assertThat(CanonicalJson.of(Map.of("b", 1L, "a", Map.of("y", 0.5f, "x\n", "\"é"))))
        .isEqualTo("{\"a\":{\"x\\u000a\":\"\\\"é\",\"y\":0.5},\"b\":1}");
    assertThat(CanonicalJson.digest(Map.of("a", 1, "b", 2.0)))
        .isEqualTo(CanonicalJson.digest(new TreeMap<>(Map.of("b", 2, "a", 1.0))));
  }
}
