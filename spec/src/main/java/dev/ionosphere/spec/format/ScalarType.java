package dev.ionosphere.spec.format;

import java.util.regex.Pattern;

/**
 * What an unquoted scalar is: the core schema of YAML 1.2, hexadecimal and octal numbers left out.
 */
public enum ScalarType {
  NOTHING,
  FLAG,
  INTEGER,
  DECIMAL,
  TEXT;

  private static final Pattern NOTHING_TEXT = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern FLAG_TEXT = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern INTEGER_TEXT = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern DECIMAL_TEXT =
      Pattern.compile(
          "[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
              + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

  public static ScalarType of(String plain) {
    if (NOTHING_TEXT.matcher(plain).matches()) {
      return NOTHING;
    }
    if (FLAG_TEXT.matcher(plain).matches()) {
      return FLAG;
    }
    if (INTEGER_TEXT.matcher(plain).matches()) {
      return INTEGER;
    }
    return DECIMAL_TEXT.matcher(plain).matches() ? DECIMAL : TEXT;
  }
}
