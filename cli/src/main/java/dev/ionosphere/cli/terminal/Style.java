package dev.ionosphere.cli.terminal;

import java.util.regex.Pattern;

/** How text stands out; the codes are those of every terminal since the VT100. */
public enum Style {
  BOLD("1"),
  DIM("2"),
  GOOD("32"),
  WARN("33"),
  BAD("31"),
  ACCENT("36");

  private static final Pattern CODES = Pattern.compile("\033\\[[0-9;]*m");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String apply(String text) {
    return "\033[" + code + "m" + text + "\033[0m";
  }

  /** Columns the text takes, without codes. */
  static int length(String text) {
    return CODES.matcher(text).replaceAll("").codePointCount(0, strip(text).length());
  }

  static String strip(String text) {
    return CODES.matcher(text).replaceAll("");
  }

  /** The text in at most {@code width} columns; a text that is cut loses its colours. */
  static String clip(String text, int width) {
    if (length(text) <= width) {
      return text;
    }
    String plain = strip(text);
    return plain.substring(0, plain.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
  }

  /**
   * Characters that could move the cursor, colour a terminal or turn the direction of letters, out
   * of text that others wrote.
   */
  public static String withoutControls(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().forEach(c -> kept.appendCodePoint(moves(c) ? '?' : c));
    return kept.toString();
  }

  /** The same characters as JSON and YAML escape them, which change no value. */
  static String escaped(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int next = i + Character.charCount(character);
      for (; i < next; i++) {
        if (moves(character)) {
          kept.append("\\u%04x".formatted((int) text.charAt(i)));
        } else {
          kept.append(text.charAt(i));
        }
      }
    }
    return kept.toString();
  }

  private static boolean moves(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character != '\n';
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
