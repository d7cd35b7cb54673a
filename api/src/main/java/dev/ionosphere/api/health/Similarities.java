package dev.ionosphere.api.health;

import dev.ionosphere.api.health.judge.Finding;
import dev.ionosphere.api.health.judge.Signal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scores of features in what a check said. */
final class Similarities {

  static Map<String, Double> of(List<Finding> findings, Signal signal) {
    Map<String, Double> scores = new TreeMap<>();
    findings.stream()
        .filter(finding -> finding.signal() == signal)
        .forEach(finding -> scores.merge(finding.subject(), finding.value(), Math::min));
    return scores;
  }

  static double lowest(Map<String, Double> scores) {
    return scores.values().stream().mapToDouble(value -> value).min().orElse(1);
  }

  private Similarities() {}
}
