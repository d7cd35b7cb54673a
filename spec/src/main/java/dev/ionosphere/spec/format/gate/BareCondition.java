package dev.ionosphere.spec.format.gate;

/**
 * A condition with spaces in place of every character of its texts and comments, so that what is
 * left means what it says; all else stays where it is. Texts are those of CEL: in one or three
 * quotes of either sort, raw after an {@code r}, and names in backquotes.
 */
public final class BareCondition {
  private final String condition;
  private final StringBuilder bare;
  private int at;

  private BareCondition(String condition) {
    this.condition = condition;
    bare = new StringBuilder(condition);
  }

  /** Of the same length. A text that does not end goes on to the end. */
  public static String of(String condition) {
    return new BareCondition(condition).read();
  }

  private String read() {
    while (at < condition.length()) {
      char letter = condition.charAt(at);
      switch (letter) {
        case '"', '\'' -> text(letter);
        case '`' -> until("`", false);
        case '/' -> {
          if (condition.startsWith("//", at)) {
            until("\n", false);
          } else {
            at++;
          }
        }
        default -> at++;
      }
    }
    return bare.toString();
  }

  private void text(char quote) {
    char before = at == 0 ? ' ' : condition.charAt(at - 1);
    boolean raw = before == 'r' || before == 'R';
    String one = String.valueOf(quote);
    String three = one.repeat(3);
    for (int prefix = at - 1; prefix >= 0 && isPrefix(condition.charAt(prefix)); prefix--) {
      bare.setCharAt(prefix, ' ');
    }
    until(condition.startsWith(three, at) ? three : one, !raw);
  }

  /** Of raw texts and of bytes. */
  private static boolean isPrefix(char letter) {
    return "rRbB".indexOf(letter) >= 0;
  }

  /** Blanks what begins here, up to and with its end. */
  private void until(String end, boolean escapes) {
    int from = at;
    // A comment begins with two characters that are not its end.
    at += Math.min(end.length(), condition.length() - at);
    while (at < condition.length() && !condition.startsWith(end, at)) {
      at += escapes && condition.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + end.length(), condition.length());
    for (int blank = from; blank < at; blank++) {
      bare.setCharAt(blank, ' ');
    }
  }
}
