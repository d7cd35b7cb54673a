package dev.ionosphere.activities.engine;

import java.util.List;
import java.util.function.Predicate;

/** Finds in what a program printed why it failed. */
final class ProgramError {

  private ProgramError() {}

  /** The last line that begins with {@code ERROR}, else the last that says something. */
  static String of(List<String> log) {
    List<String> spoken =
        log.stream().filter(line -> !line.isBlank() && !line.startsWith("ionosphere: ")).toList();
    return last(spoken, line -> line.startsWith("ERROR "))
        .or(() -> last(spoken, line -> true))
        .orElse("it printed nothing");
  }

  private static java.util.Optional<String> last(List<String> lines, Predicate<String> wanted) {
    return lines.reversed().stream().filter(wanted).findFirst();
  }
}
