package dev.ionosphere.spec.format.gate;

import dev.ionosphere.spec.format.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a condition without the library that compiles it: its length, and the names
 * that it uses. The hub compiles it when it is planned or applied.
 */
final class ConditionText {

  static final int LONGEST = 2_000;

  /** The variables, each with the fields that it has; any name is a field of an empty one. */
  static final Map<String, Set<String>> VARIABLES =
      Map.of(
          "candidate", Set.of("metrics"),
          "current", Set.of("metrics"),
          "health", Set.of("similarity", "rows", "drifted"),
          "evidence", Set.of());

  private static final Set<String> WORDS = Set.of("true", "false", "null", "in");

  /** A name with what stands around it, or a number. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<dot>\\.\\s*)?(?<name>[A-Za-z_][A-Za-z0-9_]*)(?:\\s*\\.\\s*(?<field>[A-Za-z_][A-Za-z0-9_]*))?(?<call>\\s*\\()?"
              + "|[0-9][0-9A-Za-z_.]*");

  /** The name that a macro gives to what it goes through. */
  private static final Pattern BOUND =
      Pattern.compile("\\.\\s*(?:all|exists)\\s*\\(\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*,");

  /** Sentences, in order of position. */
  static List<String> problems(String condition) {
    int length = condition.codePointCount(0, condition.length());
    if (length > LONGEST) {
      return List.of(
          "the condition is %,d characters long, allowed are %,d".formatted(length, LONGEST));
    }
    String bare = BareCondition.of(condition);
    Set<String> bound = new TreeSet<>();
    BOUND.matcher(bare).results().map(found -> found.group(1)).forEach(bound::add);
    List<String> problems = new ArrayList<>();
    Matcher token = TOKEN.matcher(bare);
    while (token.find()) {
      String name = token.group("name");
      if (name == null || token.group("dot") != null || WORDS.contains(name)) {
        continue;
      }
      String field = token.group("field");
      boolean function = field == null && token.group("call") != null;
      if (!function && !bound.contains(name)) {
        check(name, field, problems);
      }
    }
    return problems;
  }

  private static void check(String name, @Nullable String field, List<String> problems) {
    Set<String> fields = VARIABLES.get(name);
    if (fields == null) {
      problems.add(unknown("'%s'".formatted(name), name, VARIABLES.keySet()));
    } else if (field != null && !fields.isEmpty() && !fields.contains(field)) {
      problems.add(unknown("'%s.%s'".formatted(name, field), field, fields));
    }
  }

  private static String unknown(String what, String name, Set<String> allowed) {
    String sorted = String.join(", ", new TreeSet<>(allowed));
    return "the condition uses %s, which is unknown; allowed are %s%s"
        .formatted(
            what,
            sorted,
            NearestName.of(name, allowed).map(near -> "; did you mean " + near + "?").orElse(""));
  }

  private ConditionText() {}
}
