package dev.ionosphere.data.check;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a text looks like, before it is known how its file writes numbers and times. */
enum CellShape {
  EMPTY,
  /** Digits alone, perhaps signed. */
  WHOLE,
  /** A number with a point or an exponent. */
  POINT,
  /** A number with a comma. */
  COMMA,
  /** Digits with marks as in times and days. */
  TIME,
  TRUTH,
  WORDS,
  /** Holds what separates values elsewhere. */
  MIXED;

  private static final int LONGEST = 40;
  private static final Pattern WHOLES = Pattern.compile("[+-]?\\d+");
  private static final Pattern POINTS =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?(inf|infinity)");
  private static final Pattern COMMAS = Pattern.compile("[+-]?(\\d+,\\d*|,\\d+)([eE][+-]?\\d+)?");
  private static final Pattern TIMES =
      Pattern.compile(
          "\\d{1,4}([-/.:])\\d{1,2}\\1\\d{1,4}([ T]+\\d{1,2}[:.]\\d{2}.{0,16})?"
              + "|\\d{1,2}:\\d{2}(:\\d{2}.{0,8})?|\\d{1,2}[- ][A-Za-z]{3}[- ]\\d{2,4}.{0,16}");
  private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "-");

  static CellShape of(String text) {
    if (text.length() <= LONGEST) {
      String lower = text.toLowerCase(Locale.ROOT);
      if (MISSING.contains(lower)) {
        return EMPTY;
      }
      if (WHOLES.matcher(text).matches()) {
        return WHOLE;
      }
      if (POINTS.matcher(lower).matches()) {
        return POINT;
      }
      if (COMMAS.matcher(text).matches()) {
        return COMMA;
      }
      if (TIMES.matcher(text).matches()) {
        return TIME;
      }
      if (lower.equals("true") || lower.equals("false")) {
        return TRUTH;
      }
    }
    return text.chars().anyMatch(c -> ",;\t|".indexOf(c) >= 0) ? MIXED : WORDS;
  }

  /** Whether it is a value, and no name. */
  boolean isValue() {
    return switch (this) {
      case WHOLE, POINT, COMMA, TIME, TRUTH -> true;
      case EMPTY, WORDS, MIXED -> false;
    };
  }
}
