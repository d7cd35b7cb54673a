package dev.ionosphere.data.json;

/** Reads the text of a string, without its quotes, that is well formed and has escapes. */
final class JsonEscapes {

  private static final char UNREADABLE = '\uFFFD';

  static String read(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\' || i + 1 == raw.length()) {
        text.append(c);
        continue;
      }
      char escape = raw.charAt(++i);
      switch (escape) {
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append(code(raw, i + 1));
          i += 4;
        }
        default -> text.append(escape);
      }
    }
    return whole(text);
  }

  /** With a mark of what is unreadable for each half of a character: UTF-8 has none. */
  private static String whole(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isHighSurrogate(unit)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(unit)) {
        text.setCharAt(i, UNREADABLE);
      }
    }
    return text.toString();
  }

  private static char code(String raw, int from) {
    try {
      return (char) Integer.parseInt(raw, from, Math.min(from + 4, raw.length()), 16);
    } catch (NumberFormatException e) {
      return UNREADABLE;
    }
  }

  private JsonEscapes() {}
}
