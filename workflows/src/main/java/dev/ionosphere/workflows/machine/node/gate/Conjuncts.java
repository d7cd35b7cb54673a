package dev.ionosphere.workflows.machine.node.gate;

import dev.ionosphere.spec.format.gate.BareCondition;
import java.util.ArrayList;
import java.util.List;

/** The parts of a condition that must all hold. */
final class Conjuncts {

  /** What is joined by <code>&amp;&amp;</code>, or the whole where anything else binds weaker. */
  static List<String> of(String condition) {
    List<String> parts = new ArrayList<>();
    // Quotes and comments must not hide what they do not hold.
    String bare = BareCondition.of(condition);
    int depth = 0;
    int from = 0;
    for (int at = 0; at < bare.length(); at++) {
      char letter = bare.charAt(at);
      switch (letter) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth--;
        case '|', '?' -> {
          if (depth == 0) {
            return List.of(condition.strip());
          }
        }
        case '&' -> {
          if (depth == 0 && bare.startsWith("&&", at)) {
            parts.add(condition.substring(from, at).strip());
            at++;
            from = at + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(condition.substring(from).strip());
    return parts;
  }

  private Conjuncts() {}
}
