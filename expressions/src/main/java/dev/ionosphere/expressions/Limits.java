package dev.ionosphere.expressions;

import dev.cel.common.CelOptions;

/** Keep compiling and evaluating short, whatever the text. */
final class Limits {
  static final int CODE_POINTS = 2_000;
  static final int RECURSION = 32;
  static final int ITERATIONS = 1_000;

  static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(CODE_POINTS)
          .maxParseRecursionDepth(RECURSION)
          .maxParseErrorRecoveryLimit(1)
          .comprehensionMaxIterations(ITERATIONS)
          // So that `rows > 100` compares a double with a whole number.
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private Limits() {}
}
