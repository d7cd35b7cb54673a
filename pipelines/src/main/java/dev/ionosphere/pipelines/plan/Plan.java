package dev.ionosphere.pipelines.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that scoring needs; its JSON form is the file {@code plan.json}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Plan(
    List<Input> inputs,
    List<Operator> operators,
    List<Output> outputs,
    @Nullable AnomalyRule anomaly) {

  public Plan {
    inputs = List.copyOf(inputs);
    operators = List.copyOf(operators);
    outputs = List.copyOf(outputs);
  }

  public static Plan of(
      List<Input> inputs,
      List<Operator> operators,
      List<Output> outputs,
      Optional<AnomalyRule> anomaly) {
    return new Plan(inputs, operators, outputs, anomaly.orElse(null));
  }
}
