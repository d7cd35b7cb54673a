package dev.ionosphere.api.health.judge;

import java.time.Duration;
import java.util.Locale;

/** Numbers in messages. */
final class Words {

  static String score(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  static String length(Duration length) {
    if (length.compareTo(Duration.ofMinutes(2)) < 0) {
      return length.toSeconds() + " s";
    }
    return length.compareTo(Duration.ofHours(2)) < 0
        ? length.toMinutes() + " min"
        : length.toHours() + " h";
  }

  private Words() {}
}
