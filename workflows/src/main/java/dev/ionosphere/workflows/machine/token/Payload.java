package dev.ionosphere.workflows.machine.token;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.ionosphere.models.pack.ModelRef;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What a token carries. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Payload.Model.class, name = "model"),
  @JsonSubTypes.Type(value = Payload.Refusal.class, name = "refusal")
})
public sealed interface Payload {

  /**
   * A candidate.
   *
   * @param run training run that made it
   * @param metrics that the training reported
   * @param evidence digest of everything an approver is shown
   */
  record Model(ModelRef model, String run, Map<String, Double> metrics, String evidence)
      implements Payload {
    public Model {
      metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }
  }

  /**
   * A branch that will not bring its candidate. Only joins read it.
   *
   * @param reason such as {@code rejected by ann}
   */
  record Refusal(String reason) implements Payload {}
}
