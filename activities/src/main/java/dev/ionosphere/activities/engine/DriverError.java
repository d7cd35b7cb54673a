package dev.ionosphere.activities.engine;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds in a log why its program failed. */
final class DriverError {
  private static final int MOST_LINES = 3;

  private DriverError() {}

  /** Whether the program said itself that it failed. */
  static boolean said(List<String> log) {
    return log.stream()
        .anyMatch(line ->
            line.startsWith("ERROR ")
                || line.startsWith("Exception in thread")
                || line.startsWith("Caused by: "));
  }

  /**
   * The last line a component marked as its error, else the last exception and its innermost cause,
   * else the last lines.
   */
  static String of(List<String> log) {
    List<String> spoken = log.stream().filter(line -> !line.isBlank()).toList();
    String own = last(spoken, line -> line.startsWith("ERROR "));
    if (!own.isEmpty()) {
      return own.substring("ERROR ".length());
    }
    String thrown =
        last(spoken, line -> line.startsWith("Exception in thread") || line.contains(" ERROR "));
    String cause = last(spoken, line -> line.startsWith("Caused by: "));
    if (!thrown.isEmpty() || !cause.isEmpty()) {
      return (thrown + (cause.isEmpty() ? "" : " " + cause)).strip();
    }
    return spoken.isEmpty()
        ? "it wrote no log"
        : spoken.stream()
            .skip(Math.max(0, spoken.size() - MOST_LINES))
            .collect(Collectors.joining(" | "));
  }

  private static String last(List<String> lines, Predicate<String> wanted) {
    return lines.reversed().stream().filter(wanted).findFirst().orElse("");
  }
}
