package dev.ionosphere.workflows.machine.node.gate;

import java.util.ArrayList;
import java.util.List;

/** The parts of a condition that must all hold. */
final class Conjuncts {

  /** What is joined by <code>&amp;&amp;</code>, or the whole where anything else binds weaker. */
  static List<String> of(String condition) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int at = 0; at < condition.length(); at++) {
      char letter = condition.charAt(at);
      switch (letter) {
        case '"', '\'' -> at = end(condition, at);
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth--;
        case '|', '?' -> {
          if (depth == 0) {
            return List.of(condition.strip());
          }
        }
        case '&' -> {
          if (depth == 0 && condition.startsWith("&&", at)) {
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

  /** Where a text ends. */
  private static int end(String condition, int begin) {
    int at = begin + 1;
    while (at < condition.length() && condition.charAt(at) != condition.charAt(begin)) {
      at += condition.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  private Conjuncts() {}
}
