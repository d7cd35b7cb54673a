package dev.ionosphere.data.check;

import java.util.Locale;

/** How much a guess is worth. Names on the wire are in lower case. */
public enum Confidence {
  /** Nothing else would fit. */
  SURE,
  /** It fits best. */
  LIKELY,
  /** Somebody should look. */
  UNSURE;

  Confidence and(Confidence other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Such as {@code sure}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
