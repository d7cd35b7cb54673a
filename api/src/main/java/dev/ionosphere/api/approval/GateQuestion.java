package dev.ionosphere.api.approval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a gate asks people about a candidate.
 *
 * @param judgement the gate's verdict, {@code <ion>.<node>.<n>}
 * @param condition in CEL
 * @param reason why it says neither yes nor no
 * @param seen names that the condition uses, each with its value in words, or {@code missing};
 *     empty if the gate did not tell
 */
public record GateQuestion(
    String judgement, String condition, String reason, Map<String, String> seen) {
  public GateQuestion {
    seen = Collections.unmodifiableMap(new LinkedHashMap<>(seen));
  }

  /** Whether the verdict failed for want of the value. */
  public static boolean unfit(String value) {
    return value.equals("missing") || value.endsWith("NaN") || value.endsWith("Infinity");
  }
}
