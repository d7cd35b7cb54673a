package dev.ionosphere.edge.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The last line of a state file: its name, the length and the CRC-32C of all before it. Content
 * that is JSON stays readable for people and for {@code head -n 1}.
 */
final class Seal {

  private static final Pattern LINE =
      Pattern.compile("\nionosphere-state 1 (\\S+) (\\d{1,10}) ([0-9a-f]{8})\n");
  private static final int LONGEST = 300;

  /** There is no seal: the content was cut off, is none of ours, or older than seals. */
  static final class Unsealed extends IOException {
    private static final long serialVersionUID = 1L;

    private Unsealed(byte[] content) {
      super(
          isZero(content)
              ? "holds %d bytes, all zero".formatted(content.length)
              : "holds %d bytes without a seal: truncated or foreign".formatted(content.length));
    }
  }

  static byte[] seal(String name, byte[] content) {
    byte[] line = line(name, content, content.length).getBytes(StandardCharsets.US_ASCII);
    byte[] sealed = Arrays.copyOf(content, content.length + line.length);
    System.arraycopy(line, 0, sealed, content.length, line.length);
    return sealed;
  }

  /**
   * The content.
   *
   * @throws IOException if it is not what was sealed under the name
   */
  static byte[] open(String name, byte[] sealed) throws IOException {
    int from = Math.max(0, sealed.length - LONGEST);
    String end = new String(sealed, from, sealed.length - from, StandardCharsets.ISO_8859_1);
    int start = end.lastIndexOf("\nionosphere-state ");
    Matcher line = LINE.matcher(start < 0 ? "" : end.substring(start));
    if (!line.matches()) {
      throw new Unsealed(sealed);
    }
    int length = from + start;
    String expected = line(name, sealed, length);
    if (!end.substring(start).equals(expected)) {
      throw new IOException(
          "has seal '%s', its content needs '%s'"
              .formatted(line.group().strip(), expected.strip()));
    }
    return Arrays.copyOf(sealed, length);
  }

  private static String line(String name, byte[] content, int length) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, length);
    return "\nionosphere-state 1 %s %d %08x\n".formatted(name, length, crc.getValue());
  }

  private static boolean isZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private Seal() {}
}
