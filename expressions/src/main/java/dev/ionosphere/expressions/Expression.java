package dev.ionosphere.expressions;

import java.util.List;
import java.util.Map;

/**
 * A text in CEL, compiled: boolean, at most {@value Limits#CODE_POINTS} code points, with macros
 * {@code has}, {@code all} and {@code exists}.
 */
public sealed interface Expression permits Expression.Compiled, Expression.Invalid {

  /** Never throws for what the text says, and takes a bounded time. */
  static Expression compile(String text, Map<String, Type> variables) {
    return new Compiler(variables).compile(text);
  }

  /** Can be evaluated, by several threads. */
  sealed interface Compiled extends Expression permits Conjunction, Program {

    /**
     * Inconclusive if a name that is used is missing, empty or not finite, unless a part joined by
     * {@code &&} is false without it. A name that the expression itself tests with {@code has} may
     * be missing.
     */
    Outcome evaluate(Map<String, ?> inputs);

    /**
     * What it sees of the inputs, in words: each name that it uses with its value, such as {@code
     * 0.25} or {@code NaN}, or {@code missing}.
     */
    Map<String, String> seen(Map<String, ?> inputs);

    /** {@code sha256:} of the text. */
    String digest();
  }

  /**
   * @param findings at least one, in order of position
   */
  record Invalid(List<Finding> findings) implements Expression {
    public Invalid {
      findings = List.copyOf(findings);
    }
  }
}
