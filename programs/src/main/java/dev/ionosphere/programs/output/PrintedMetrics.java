package dev.ionosphere.programs.output;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.ionosphere.spec.component.MetricPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Figures that are read out of lines, by expressions that cost no more than a line's length. */
final class PrintedMetrics {

  private final Map<String, Pattern> patterns = new LinkedHashMap<>();
  private final Map<String, Double> newest = new TreeMap<>();

  PrintedMetrics(List<MetricPattern> metrics) {
    metrics.forEach(metric -> patterns.put(metric.name(), Pattern.compile(metric.regex())));
  }

  void look(String line) {
    patterns.forEach((name, pattern) -> {
      Matcher found = pattern.matcher(line);
      while (found.find()) {
        number(found.group(1)).ifPresent(value -> newest.put(name, value));
      }
    });
  }

  Map<String, Double> newest() {
    return newest;
  }

  /** What was read before. */
  void restore(Map<String, Double> before) {
    newest.putAll(before);
  }

  private static Optional<Double> number(String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Double.parseDouble(text.strip()));
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }
}
