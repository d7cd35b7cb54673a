package dev.ionosphere.data.cell;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;

/**
 * How a value that is not there is written. An empty cell always is one; what a document states is
 * one in every column; {@code NA}, {@code N/A}, {@code NaN}, {@code null}, {@code none} and {@code
 * -}, in capitals or not, are in columns of anything but text, where they may be meant.
 */
final class Spellings {

  private static final Set<String> USUAL = Set.of("na", "n/a", "nan", "null", "none", "-");
  private static final int LONGEST_USUAL = 4;

  private final byte[][] stated;

  Spellings(List<String> stated, Charset charset) {
    this.stated = stated.stream().map(one -> one.getBytes(charset)).toArray(byte[][]::new);
  }

  /** Whether the cell is empty, or spelled as the document says. */
  boolean isStated(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return true;
    }
    for (byte[] one : stated) {
      if (one.length == length && java.util.Arrays.equals(one, 0, length, bytes, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is spelled as usual. */
  static boolean isUsual(byte[] bytes, int from, int to) {
    return to - from <= LONGEST_USUAL && USUAL.contains(lower(bytes, from, to));
  }

  /** ASCII in lower case. */
  static String lower(byte[] bytes, int from, int to) {
    char[] lower = new char[to - from];
    for (int i = 0; i < lower.length; i++) {
      byte c = bytes[from + i];
      lower[i] = (char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c & 0xff);
    }
    return new String(lower);
  }
}
