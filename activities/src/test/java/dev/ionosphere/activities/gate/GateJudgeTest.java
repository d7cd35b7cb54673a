package dev.ionosphere.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.expressions.GateCondition;
import dev.ionosphere.expressions.Type;
import dev.ionosphere.spec.reader.IonReader;
import dev.ionosphere.spec.reader.ReadResult;
import dev.ionosphere.workflows.gate.GateInput;
import dev.ionosphere.workflows.gate.GateVerdict;
import dev.ionosphere.workflows.gate.GateVerdict.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateJudgeTest {

  private static final GateInput.Health HEALTHY =
      new GateInput.Health(Map.of("s2", 0.9), 700, false);

  private static GateVerdict judge(
      String condition, Map<String, Double> current, GateInput.@Nullable Health health) {
    return new GateJudge()
        .judge(
            new GateInput(
                condition, Map.of("wssse", 1.5, "k", 8.0), current, health, "sha256:shown"));
  }

  @Test
  void holdsACandidateAgainstTheModelInUse() {
    String better = "candidate.metrics.wssse < current.metrics.wssse";
    assertThat(judge(better, Map.of("wssse", 2.0), null).outcome()).isEqualTo(Outcome.PASS);
    assertThat(judge(better, Map.of("wssse", 1.0), null).outcome()).isEqualTo(Outcome.STOP);
  }

  @Test
  void asksHowTheModelInUseDoes() {
    String healthy = "health.rows > 500 && !health.drifted && health.similarity.s2 > 0.8";
    assertThat(judge(healthy, Map.of(), HEALTHY).outcome()).isEqualTo(Outcome.PASS);
    assertThat(judge(healthy, Map.of(), null))
        .returns(Outcome.INCONCLUSIVE, GateVerdict::outcome)
        .extracting(GateVerdict::reason)
        .asString()
        .contains("health");
  }

  @Test
  void theFirstModelHasNothingToBeHeldAgainst() {
    assertThat(judge("candidate.metrics.k < current.metrics.k", Map.of(), null).reason())
        .isEqualTo("'current.metrics.k' is missing");
    assertThat(
            judge(
                    "has(current.metrics.k) ? candidate.metrics.k < current.metrics.k : true",
                    Map.of(),
                    null)
                .outcome())
        .isEqualTo(Outcome.PASS);
  }

  @Test
  void saysWhatItSaw() {
    assertThat(judge("candidate.metrics.k < current.metrics.k", Map.of(), null).seen())
        .containsExactly(
            Map.entry("candidate.metrics.k", "8"), Map.entry("current.metrics.k", "missing"));
  }

  @Test
  void whatDoesNotCompileIsInconclusive() {
    assertThat(judge("candidate.metrics.k <", Map.of(), null))
        .returns(Outcome.INCONCLUSIVE, GateVerdict::outcome)
        .extracting(GateVerdict::reason)
        .asString()
        .contains("cannot be compiled");
  }

  @Test
  void theSameInputsHaveTheSameDigests() {
    GateVerdict first = judge("candidate.metrics.k > 1.0", Map.of("a", 1.0, "b", 2.0), HEALTHY);
    assertThat(judge("candidate.metrics.k > 1.0", Map.of("b", 2.0, "a", 1.0), HEALTHY))
        .isEqualTo(first);
    assertThat(judge("candidate.metrics.k > 1.0", Map.of("a", 1.0), HEALTHY).inputs())
        .isNotEqualTo(first.inputs());
    assertThat(first.expression()).startsWith("sha256:");
  }

  /** What is checked without the compiler is what the compiler knows. */
  @Test
  void documentsTakeEveryVariable() {
    GateCondition.VARIABLES.forEach((name, type) -> {
      List<String> names =
          type instanceof Type.Fields fields
              ? fields.types().keySet().stream().map(field -> name + "." + field).toList()
              : List.of(name);
      names.forEach(used -> assertThat(read("size(string(" + used + ")) > 0")).as(used).isTrue());
    });
    assertThat(read("model.metrics.a > 1.0")).isFalse();
  }

  private static boolean read(String condition) {
    return IonReader.read(
            """
            apiVersion: ionosphere.dev/v1
            kind: ION
            metadata: {name: plant}
            spec:
              nodes:
                retrain: {kind: training, component: kmeans}
                better: {kind: gate, pass: "%s"}
              edges:
                - {from: retrain, to: better}
            """
                .formatted(condition))
        instanceof ReadResult.Valid;
  }
}
