package dev.ionosphere.workflows.timeline;

/**
 * Text as every database can hold it: no character that PostgreSQL refuses, nothing longer than its
 * place. What comes from devices and through Temporal's doors is made so before it is kept.
 */
public final class Storable {

  /** Most characters of a reason that somebody gave. */
  public static final int REASON = 2_000;

  private static final char UNREADABLE = '\uFFFD';

  /** The text without U+0000, halves of characters replaced, cut after {@code most} chars. */
  public static String text(String text, int most) {
    String whole = isClean(text) ? text : clean(text);
    if (whole.length() <= most) {
      return whole;
    }
    boolean splits = most > 0 && Character.isHighSurrogate(whole.charAt(most - 1));
    return whole.substring(0, splits ? most - 1 : most);
  }

  /** A reason, at most {@link #REASON} long. */
  public static String reason(String text) {
    return text(text, REASON);
  }

  private static boolean isClean(String text) {
    // A loop: this looks at every text of every entry.
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == 0 || Character.isSurrogate(unit)) {
        return false;
      }
    }
    return true;
  }

  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> point != 0)
        .map(point -> isHalf(point) ? UNREADABLE : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** Code points of a text are whole; a surrogate among them stood alone. */
  private static boolean isHalf(int point) {
    return point <= Character.MAX_VALUE && Character.isSurrogate((char) point);
  }

  private Storable() {}
}
