package dev.ionosphere.edge.source;

import java.nio.charset.StandardCharsets;

/**
 * Numbers from bytes without a string each. Up to 15 digits and a power of ten up to 22 the one
 * division or multiplication is exactly rounded (Clinger 1990), as Double.parseDouble would; longer
 * ones are left to it.
 */
final class Decimal {

  private static final double[] TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** NaN if the bytes are not a plain decimal number, or one that is not finite. */
  static double parse(byte[] bytes, int from, int to) {
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
      } else if (c == '.' && !point) {
        point = true;
      } else if ((c == 'e' || c == 'E') && seen > 0) {
        return slow(bytes, from, to);
      } else {
        return Double.NaN;
      }
    }
    if (seen == 0) {
      return Double.NaN;
    }
    if (count > 15 || scale > 22) {
      return slow(bytes, from, to);
    }
    double value = digits / TEN[scale];
    return negative ? -value : value;
  }

  private static double slow(byte[] bytes, int from, int to) {
    if (to - from > 400) {
      return Double.NaN;
    }
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      boolean plain =
          (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
      if (!plain) {
        return Double.NaN;
      }
    }
    try {
      double value =
          Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private Decimal() {}
}
