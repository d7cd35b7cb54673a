package dev.ionosphere.activities.tracing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A W3C traceparent, taken apart. */
record TraceParent(String trace, String span, boolean sampled) {
  private static final Pattern FORM =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

  static Optional<TraceParent> parse(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()
        || matcher.group(1).chars().allMatch(digit -> digit == '0')
        || matcher.group(2).chars().allMatch(digit -> digit == '0')) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(matcher.group(3), 16) & 1) == 1;
    return Optional.of(new TraceParent(matcher.group(1), matcher.group(2), sampled));
  }

  @Override
  public String toString() {
    return "00-%s-%s-%s".formatted(trace, span, sampled ? "01" : "00");
  }
}
