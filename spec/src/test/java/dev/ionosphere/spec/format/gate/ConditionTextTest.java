package dev.ionosphere.spec.format.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "candidate.metrics.wssse < current.metrics.wssse",
        "candidate.metrics['odd name'] == 3.0 && true",
        "health.rows > 100 && !health.drifted",
        "health.similarity.all(name, health.similarity[name] > 0.6)",
        "health . similarity . exists( n , n == 'candid' )",
        "has(current.metrics.auc) ? candidate.metrics.auc >= current.metrics.auc : true",
        "evidence.startsWith('sha256:')",
        "health.rows > 100 // no fewer, or the model's luck decides",
        "evidence != r'\\' && evidence != \"\"\"it's\"\"\"",
        "size(candidate.metrics) > 2 && 1e-5 < 2.0 && 'a' in [\"b\"]",
      })
  void takesWhatIsKnown(String condition) {
    assertThat(ConditionText.problems(condition)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "candidat.metrics.a > 1 | 'candidat' | did you mean candidate?",
        "candidate.metric.a > 1 | 'candidate.metric' | did you mean metrics?",
        "health.row > 1 | 'health.row' | allowed are drifted, rows, similarity",
        "wssse < 2.0 | 'wssse' | allowed are candidate, current, evidence, health",
      })
  void namesWhatIsNot(String condition, String name, String allowed) {
    assertThat(ConditionText.problems(condition))
        .singleElement()
        .asString()
        .contains(name)
        .contains(allowed);
  }

  @Test
  void takesTwoThousandCharactersAndNoMore() {
    String longest = "1 < 2 || " + "x".repeat(1_991);
    assertThat(ConditionText.problems(longest)).singleElement().asString().contains("'xxx");
    assertThat(ConditionText.problems(longest + "x"))
        .containsExactly("the condition is 2,001 characters long, allowed are 2,000");
  }

  @Test
  void anyTextIsAnswered() {
    assertThat(ConditionText.problems("\"".repeat(2_000))).isNotNull();
    assertThat(ConditionText.problems("\"" + "\\".repeat(1_999))).isNotNull();
    assertThat(ConditionText.problems("'" + "a".repeat(1_999))).isNotNull();
  }
}
