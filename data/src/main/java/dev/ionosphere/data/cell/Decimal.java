package dev.ionosphere.data.cell;

import java.nio.charset.StandardCharsets;

/**
 * Numbers from bytes without a string each. Up to 15 digits and a power of ten up to 22 the one
 * division is exactly rounded (Clinger 1990), as Double.parseDouble would; longer ones are left to
 * it.
 */
public final class Decimal {

  private static final double[] TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final int LONGEST = 400;

  /**
   * A number as {@code -1.5}, {@code +5}, {@code .5}, {@code 5.}, {@code 1e-3}.
   *
   * @param mark between whole and fraction, {@code .} or {@code ,}
   * @return NaN if it is none; infinite if it is one that no double holds
   */
  public static double parse(byte[] bytes, int from, int to, byte mark) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    if (negative || (at < to && bytes[at] == '+')) {
      at++;
    }
    long digits = 0;
    int count = 0;
    int scale = 0;
    boolean point = false;
    int seen = 0;
    for (; at < to; at++) {
      byte c = bytes[at];
      if (c >= '0' && c <= '9') {
        seen++;
        if (digits != 0 || c != '0') {
          count++;
        }
        if (count <= 15) {
          digits = digits * 10 + (c - '0');
        }
        scale += point ? 1 : 0;
      } else if (c == mark && !point) {
        point = true;
      } else if ((c == 'e' || c == 'E') && seen > 0) {
        return slow(bytes, from, to, mark);
      } else {
        return Double.NaN;
      }
    }
    if (seen == 0) {
      return Double.NaN;
    }
    if (count > 15 || scale > 22) {
      return slow(bytes, from, to, mark);
    }
    double value = digits / TEN[scale];
    return negative ? -value : value;
  }

  private static double slow(byte[] bytes, int from, int to, byte mark) {
    if (to - from > LONGEST) {
      return Double.NaN;
    }
    char[] text = new char[to - from];
    for (int i = 0; i < text.length; i++) {
      byte c = bytes[from + i];
      boolean plain =
          (c >= '0' && c <= '9') || c == mark || c == '-' || c == '+' || c == 'e' || c == 'E';
      if (!plain) {
        return Double.NaN;
      }
      text[i] = c == mark ? '.' : (char) c;
    }
    try {
      return Double.parseDouble(new String(text));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The number of a text, as {@link #parse(byte[], int, int, byte)} has it with a point. */
  public static double parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parse(bytes, 0, bytes.length, (byte) '.');
  }

  private Decimal() {}
}
