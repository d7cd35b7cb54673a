package dev.ionosphere.api.timeline;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A field of a JSON object whose value is a text, as bytes with its name and both quotes. Keeps the
 * last one, for neighbours in a ledger have much in common. For one thread.
 */
final class QuotedText {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;

  private final byte[] name;
  private String last = "";
  private byte[] bytes;

  /**
   * @param name with what comes before the value, its first quote included
   */
  QuotedText(String name) {
    this.name = name.getBytes(StandardCharsets.US_ASCII);
    bytes = bytes("");
  }

  /** The field with this value; not to be changed. */
  byte[] with(String value) {
    if (!value.equals(last)) {
      bytes = bytes(value);
      last = value;
    }
    return bytes;
  }

  private byte[] bytes(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    if (mayNeedEscape(text)) {
      StringBuilder escaped = new StringBuilder(value.length() + 16);
      JsonStringEncoder.getInstance().quoteAsString(value, escaped);
      text = escaped.toString().getBytes(StandardCharsets.UTF_8);
    }
    byte[] field = Arrays.copyOf(name, name.length + text.length + 1);
    System.arraycopy(text, 0, field, name.length, text.length);
    field[field.length - 1] = '"';
    return field;
  }

  /** Whether there is a control character, a quote or a backslash, or anything that is no ASCII. */
  private static boolean mayNeedEscape(byte[] text) {
    int length = text.length;
    long found = 0;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      found |= odd((long) EIGHT.get(text, i));
    }
    if (i < length && length >= Long.BYTES) {
      found |= odd((long) EIGHT.get(text, length - Long.BYTES));
      i = length;
    }
    for (; i < length; i++) {
      found |= text[i] < ' ' || text[i] == '"' || text[i] == '\\' ? HIGHEST : 0;
    }
    return (found & HIGHEST) != 0;
  }

  /** Has a highest bit in a byte of the eight that is odd; without odd ones it has none. */
  private static long odd(long eight) {
    return eight | less(eight, ' ') | less(eight ^ ONES * '"', 1) | less(eight ^ ONES * '\\', 1);
  }

  private static long less(long eight, int limit) {
    return (eight - ONES * limit) & ~eight;
  }
}
