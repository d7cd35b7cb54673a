package dev.ionosphere.workflows.gate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a condition says of a candidate.
 *
 * @param reason why it says neither; absent otherwise
 * @param expression {@code sha256:} of the condition
 * @param inputs {@code sha256:} of what it was evaluated on, as canonical JSON
 */
public record GateVerdict(
    Outcome outcome,
    @Nullable String reason,
    @Nullable String expression,
    @Nullable String inputs) {

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
