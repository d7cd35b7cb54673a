package dev.ionosphere.spec.format;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 100ms}, {@code 10m}, {@code 1h30m}, {@code 7d}. */
public final class DurationText {

  public static final String ALLOWED = "a duration such as 100ms, 30s, 10m, 6h, 7d or 1h30m";

  private static final Pattern TEXT =
      Pattern.compile(
          "(?=.)(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?(?:([0-9]{1,6})ms)?");

  private DurationText() {}

  public static Optional<Duration> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofDays(number(matcher, 1))
            .plusHours(number(matcher, 2))
            .plusMinutes(number(matcher, 3))
            .plusSeconds(number(matcher, 4))
            .plusMillis(number(matcher, 5)));
  }

  /** The shortest text that {@link #parse} reads as the same duration. */
  public static String of(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toDaysPart(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount != 0) {
      text.append(amount).append(unit);
    }
  }

  private static long number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
