package dev.ionosphere.expressions;

import dev.ionosphere.expressions.Type.Fields;
import dev.ionosphere.expressions.Type.Mapping;
import java.util.List;
import java.util.Map;

/** The condition of a gate: whether a candidate may pass. */
public final class GateCondition {

  /**
   * What it may ask for: metrics of the candidate and of the model in use, how that one does on
   * live data, and the digest of what an approver would be shown.
   */
  public static final Map<String, Type> VARIABLES =
      Map.of(
          "candidate", new Fields(Map.of("metrics", new Mapping(Type.NUMBER))),
          "current", new Fields(Map.of("metrics", new Mapping(Type.NUMBER))),
          "health",
              new Fields(
                  Map.of(
                      "similarity", new Mapping(Type.NUMBER),
                      "rows", Type.NUMBER,
                      "drifted", Type.BOOL)),
          "evidence", Type.TEXT);

  private GateCondition() {}

  public static Expression compile(String condition) {
    return Expression.compile(condition, VARIABLES);
  }

  /** What keeps it from being compiled; nothing if it is fine. */
  public static List<String> problems(String condition) {
    return switch (compile(condition)) {
      case Expression.Compiled compiled -> List.of();
      case Expression.Invalid invalid ->
          invalid.findings().stream().map(Finding::toString).toList();
    };
  }
}
