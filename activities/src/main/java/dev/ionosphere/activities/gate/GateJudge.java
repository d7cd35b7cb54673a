package dev.ionosphere.activities.gate;

import dev.ionosphere.expressions.CanonicalJson;
import dev.ionosphere.expressions.Expression;
import dev.ionosphere.expressions.GateCondition;
import dev.ionosphere.expressions.Outcome;
import dev.ionosphere.workflows.gate.GateActivities;
import dev.ionosphere.workflows.gate.GateInput;
import dev.ionosphere.workflows.gate.GateVerdict;
import java.util.LinkedHashMap;
import java.util.Map;

/** Holds candidates against conditions. */
public final class GateJudge implements GateActivities {

  @Override
  public GateVerdict judge(GateInput input) {
    return switch (GateCondition.compile(input.condition())) {
      case Expression.Invalid invalid ->
          GateVerdict.inconclusive(
              "the condition cannot be compiled: " + invalid.findings().getFirst());
      case Expression.Compiled compiled -> judged(compiled, inputs(input));
    };
  }

  private static GateVerdict judged(Expression.Compiled condition, Map<String, ?> inputs) {
    String expression = condition.digest();
    String digest = CanonicalJson.digest(inputs);
    Map<String, String> seen = condition.seen(inputs);
    return switch (condition.evaluate(inputs)) {
      case Outcome.True yes ->
          new GateVerdict(GateVerdict.Outcome.PASS, null, expression, digest, seen);
      case Outcome.False no ->
          new GateVerdict(GateVerdict.Outcome.STOP, null, expression, digest, seen);
      case Outcome.Inconclusive(String reason) ->
          new GateVerdict(GateVerdict.Outcome.INCONCLUSIVE, reason, expression, digest, seen);
    };
  }

  /** As a condition sees them; what is not known is not there. */
  private static Map<String, ?> inputs(GateInput input) {
    Map<String, Object> health = new LinkedHashMap<>();
    GateInput.Health known = input.health();
    if (known != null) {
      health.put("similarity", known.similarity());
      health.put("rows", known.rows());
      health.put("drifted", known.drifted());
    }
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("candidate", Map.of("metrics", input.candidate()));
    inputs.put("current", Map.of("metrics", input.current()));
    inputs.put("health", health);
    inputs.put("evidence", input.evidence());
    return inputs;
  }
}
