package dev.ionosphere.spec.schedule;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One field of a cron expression.
 *
 * @param allowed bit n is set if n is allowed; Sunday is 0
 * @param star whether it begins with {@code *}, as in {@code *}{@code /15}
 */
record CronField(long allowed, boolean star) {

  private static final Pattern PART =
      Pattern.compile("(?:\\*|([0-9]{1,4}|[A-Z]{3})(?:-([0-9]{1,4}|[A-Z]{3}))?)(?:/([0-9]{1,4}))?");

  /** Which field, and what it may hold. */
  enum Kind {
    MINUTE("minute", 0, 59, List.of()),
    HOUR("hour", 0, 23, List.of()),
    DAY("day of the month", 1, 31, List.of()),
    MONTH(
        "month",
        1,
        12,
        List.of(
            "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
    /** Sunday is 0 and 7. */
    WEEKDAY("weekday", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

    private final String text;
    private final int min;
    private final int max;
    private final List<String> names;

    Kind(String text, int min, int max, List<String> names) {
      this.text = text;
      this.min = min;
      this.max = max;
      this.names = names;
    }

    /** The last value that is not another name of the first. */
    private int last() {
      return this == WEEKDAY ? 6 : max;
    }
  }

  /**
   * @throws IllegalArgumentException if the text is no such field; the message says why
   */
  static CronField parse(String text, Kind kind) {
    String upper = text.toUpperCase(Locale.ROOT);
    refuseForeign(upper, text, kind);
    long allowed = 0;
    for (String part : upper.split(",", -1)) {
      allowed |= part(part, kind);
    }
    return new CronField(allowed, text.startsWith("*"));
  }

  boolean has(int value) {
    return (allowed & 1L << value) != 0;
  }

  int count() {
    return Long.bitCount(allowed);
  }

  /** The first allowed value from this one on; -1 if there is none. */
  int nextFrom(int value) {
    long left = value > 63 ? 0 : allowed >>> value << value;
    return left == 0 ? -1 : Long.numberOfTrailingZeros(left);
  }

  int last() {
    return 63 - Long.numberOfLeadingZeros(allowed);
  }

  private static long part(String part, Kind kind) {
    Matcher matcher = PART.matcher(part);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no %s; allowed: numbers from %d to %d%s, ranges, lists and steps"
              .formatted(part, kind.text, kind.min, kind.max, named(kind)));
    }
    int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    int size = kind.last() - kind.min + 1;
    if (step < 1 || step > size) {
      throw new IllegalArgumentException(
          "the step of '%s' is %d; allowed for a %s: 1 to %d"
              .formatted(part, step, kind.text, size));
    }
    if (matcher.group(1) == null) {
      return range(kind.min, size, step, kind);
    }
    int from = value(matcher.group(1), kind);
    if (matcher.group(2) == null) {
      // Without an end, a step goes on to the last value.
      boolean stepped = matcher.group(3) != null;
      return range(from, stepped ? kind.last() - from % (kind.last() + 1) + 1 : 1, step, kind);
    }
    int to = value(matcher.group(2), kind);
    // A range that ends before it begins goes on from the first value: FRI-MON, 22-2.
    return range(from, (to >= from ? to - from : to - from + size) + 1, step, kind);
  }

  private static long range(int from, int length, int step, Kind kind) {
    int size = kind.last() - kind.min + 1;
    long allowed = 0;
    for (int i = 0; i < length; i += step) {
      allowed |= 1L << kind.min + (from - kind.min + i) % size;
    }
    return allowed;
  }

  private static int value(String text, Kind kind) {
    int named = kind.names.indexOf(text);
    if (named >= 0) {
      return kind.min + named;
    }
    if (!Character.isDigit(text.charAt(0))
        || Integer.parseInt(text) < kind.min
        || Integer.parseInt(text) > kind.max) {
      throw new IllegalArgumentException(
          "'%s' is no %s; allowed: %d to %d%s"
              .formatted(text, kind.text, kind.min, kind.max, named(kind)));
    }
    return Integer.parseInt(text);
  }

  private static String named(Kind kind) {
    return kind.names.isEmpty() ? "" : ", " + kind.names.getFirst() + " to " + kind.names.getLast();
  }

  /** What other programs have and cron has not. */
  private static void refuseForeign(String upper, String text, Kind kind) {
    String foreign =
        upper.contains("|")
            ? "'|'; a list is written with commas"
            : upper.contains("#")
                ? "'#' for the n-th weekday of a month; a day range such as 1-7 with a weekday means either"
                : upper.contains("?")
                    ? "'?'; any value is *"
                    : upper.matches("(?:.*,)?(?:L|LW|[0-9]+L|[A-Z]{3}L|L-[0-9]+)(?:,.*)?")
                        ? "'L' for the last"
                        : upper.matches("(?:.*,)?[0-9]+W(?:,.*)?")
                            ? "'W' for the nearest weekday"
                            : "";
    if (!foreign.isEmpty()) {
      throw new IllegalArgumentException(
          "the %s '%s' has what cron does not have, %s".formatted(kind.text, text, foreign));
    }
  }
}
