package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conditions that candidates are held against. */
@JsonSubTypes({
  @JsonSubTypes.Type(GateEvent.GateJudged.class),
  @JsonSubTypes.Type(GateEvent.GateVoided.class)
})
public sealed interface GateEvent extends TimelineEvent {

  /** {@code <ion>.<node>.<n>}, of one candidate at the gate. */
  String judgement();

  @Override
  default String subject() {
    return judgement();
  }

  /**
   * @param candidate digest of the model
   * @param run that made the candidate
   * @param condition in CEL
   * @param verdict {@code pass}, {@code stop} or {@code inconclusive}
   * @param reason why it is inconclusive
   * @param expression digest of the condition
   * @param inputs digest of what it was evaluated on
   * @param seen names that the condition uses, each with its value in words, or {@code missing}
   */
  @JsonTypeName("gate.judged")
  record GateJudged(
      String judgement,
      String candidate,
      String run,
      String condition,
      String verdict,
      @Nullable String reason,
      @Nullable String expression,
      @Nullable String inputs,
      @Nullable Map<String, String> seen)
      implements GateEvent {
    public GateJudged {
      seen = seen == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(seen));
    }
  }

  /** A newer candidate or document took its place before it was judged. */
  @JsonTypeName("gate.voided")
  record GateVoided(String judgement, String reason) implements GateEvent {}
}
