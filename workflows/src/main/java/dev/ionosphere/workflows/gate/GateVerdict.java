package dev.ionosphere.workflows.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a condition says of a candidate.
 *
 * @param reason why it says neither; absent otherwise
 * @param expression {@code sha256:} of the condition
 * @param inputs {@code sha256:} of what it was evaluated on, as canonical JSON
 * @param seen names that the condition uses, each with its value in words, or {@code missing}
 */
public record GateVerdict(
    Outcome outcome,
    @Nullable String reason,
    @Nullable String expression,
    @Nullable String inputs,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> seen) {

  public GateVerdict {
    seen = seen == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(seen));
  }

  /** Of a condition whose values are not told. */
  public GateVerdict(
      Outcome outcome,
      @Nullable String reason,
      @Nullable String expression,
      @Nullable String inputs) {
    this(outcome, reason, expression, inputs, null);
  }

  public enum Outcome {
    PASS,
    STOP,
    /** Something it needs is missing or not finite. */
    INCONCLUSIVE;

    /** Such as {@code inconclusive}. */
    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Of a condition that could not be evaluated. */
  public static GateVerdict inconclusive(String reason) {
    return new GateVerdict(Outcome.INCONCLUSIVE, reason, null, null);
  }
}
