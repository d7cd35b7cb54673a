package dev.ionosphere.spec.format;

/** Hostile text made fit for one line of a message. */
public final class Quoted {

  private static final int LONGEST = 60;

  private Quoted() {}

  public static String of(String text) {
    return "'" + bare(text) + "'";
  }

  public static String bare(String text) {
    return shown(text, LONGEST);
  }

  /** A parser's own words, on one line. */
  public static String sentence(String words) {
    return shown(words.strip().replaceAll("\\s+", " "), 4 * LONGEST);
  }

  public static String path(String path) {
    return shown(path, 4 * LONGEST);
  }

  /** Whether it only shows itself; marks of direction show other letters in another order. */
  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static String shown(String text, int longest) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .limit(longest)
        .forEach(codePoint -> {
          if (!isPlain(codePoint)) {
            safe.append("\\u%04x".formatted(codePoint));
          } else {
            safe.appendCodePoint(codePoint);
          }
        });
    return text.codePointCount(0, text.length()) > longest ? safe + "..." : safe.toString();
  }
}
