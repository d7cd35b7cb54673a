package dev.ionosphere.api.timeline.sentence;

import dev.ionosphere.workflows.timeline.Actor;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as sentences have them. */
final class Words {

  private static final int METRICS = 4;

  /** Enough of a digest to tell models apart. */
  static String digest(String digest) {
    String hex = digest.startsWith("sha256:") ? digest.substring(7) : digest;
    return hex.length() <= 12 ? hex : hex.substring(0, 12);
  }

  /** About four digits. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "unknown";
  }

  static String numbers(Map<String, Double> metrics) {
    return metrics.entrySet().stream()
        .limit(METRICS)
        .map(metric -> metric.getKey() + " " + number(metric.getValue()))
        .collect(Collectors.joining(", "));
  }

  static String person(String name) {
    return new Actor(name.isBlank() ? "somebody" : name).person().orElse(name);
  }

  static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** Such as {@code ada approved, more approvals are needed}. */
  static String decided(
      String person, @Nullable String onBehalfOf, String decision, String outcome) {
    return person(person)
        + (onBehalfOf == null ? "" : " for " + person(onBehalfOf))
        + (decision.equals("approve") ? " approved" : " rejected")
        + (outcome.equals("open") ? ", more approvals are needed" : "");
  }

  private Words() {}
}
