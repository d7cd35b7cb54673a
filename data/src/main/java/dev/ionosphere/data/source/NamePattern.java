package dev.ionosphere.data.source;

import java.util.regex.Pattern;

/**
 * Names of files: {@code *} stands for any characters, {@code ?} for one. Hidden names, which begin
 * with a dot, fit none.
 */
public final class NamePattern {

  private static final int LONGEST = 200;
  private static final Pattern ALLOWED = Pattern.compile("[\\w@+*?-][\\w.@+*?-]*");

  private final String text;

  /**
   * @throws IllegalArgumentException if {@link #isOne} denies it
   */
  public NamePattern(String text) {
    if (!isOne(text)) {
      throw new IllegalArgumentException("'" + text + "' is no pattern of names");
    }
    this.text = text;
  }

  /** Whether the text is a pattern: letters, digits, and some of {@code _ . @ + - * ?}. */
  public static boolean isOne(String text) {
    return text.length() <= LONGEST && ALLOWED.matcher(text.replace("${device}", "x")).matches();
  }

  public boolean matches(String name) {
    return !name.startsWith(".") && fits(name);
  }

  /** Goes back to the last star alone, so that no name takes long. */
  private boolean fits(String name) {
    int at = 0;
    int star = -1;
    int afterStar = 0;
    int i = 0;
    while (i < name.length()) {
      char mark = at < text.length() ? text.charAt(at) : 0;
      if (mark == '*') {
        star = at++;
        afterStar = i;
      } else if (mark == '?' || mark == name.charAt(i)) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++afterStar;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }
}
