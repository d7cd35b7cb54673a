package dev.ionosphere.api.health.judge;

import java.time.Duration;
import java.util.Locale;

/** Numbers in messages; made for every finding, so not by patterns. */
final class Words {

  /** Of larger ones there is no fast way that rounds well. */
  private static final double SMALL = 1e6;

  static String score(double value) {
    return fixed(value, 2);
  }

  static String percent(double share) {
    return fixed(100 * share, 1) + " %";
  }

  /**
   * @param places after the point, 1 or 2
   */
  private static String fixed(double value, int places) {
    if (!(Math.abs(value) < SMALL)) {
      return String.format(Locale.ROOT, "%." + places + "f", value);
    }
    int unit = places == 1 ? 10 : 100;
    long rounded = Math.round(Math.abs(value) * unit);
    String rest = Long.toString(rounded % unit);
    return (value < 0 && rounded > 0 ? "-" : "")
        + rounded / unit
        + "."
        + "0".repeat(places - rest.length())
        + rest;
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
