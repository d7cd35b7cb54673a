package dev.ionosphere.data.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** What the first bytes of a file say that it is, if not text. */
public final class FileKind {

  /** Bytes that are enough to tell. */
  public static final int PREFIX = 512;

  /** Length of the mark of UTF-8 at the beginning, 0 if there is none. */
  public static int markLength(byte[] bytes, int to) {
    boolean mark =
        to >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    return mark ? 3 : 0;
  }

  /** Why the file cannot be read as lines of text; empty if it can. */
  public static Optional<String> notText(byte[] bytes, int to) {
    if (to >= 2 && (is(bytes, 0xfe, 0xff) || is(bytes, 0xff, 0xfe))) {
      return Optional.of("is UTF-16; write it as UTF-8");
    }
    if (to >= 4 && is(bytes, 'P', 'K', 3, 4)) {
      return Optional.of("is a ZIP archive or a spreadsheet; write it as CSV");
    }
    if (to >= 4 && is(bytes, 'P', 'A', 'R', '1')) {
      return Optional.of("is Parquet, which only trainings read; write it as CSV");
    }
    if (to >= 2 && is(bytes, 0x1f, 0x8b)) {
      return Optional.of("is compressed with gzip");
    }
    for (int i = 0; i < Math.min(to, PREFIX); i++) {
      if (bytes[i] == 0) {
        return Optional.of("is no text, or UTF-16; its byte %d is 0".formatted(i));
      }
    }
    return Optional.empty();
  }

  private static boolean is(byte[] bytes, int... first) {
    for (int i = 0; i < first.length; i++) {
      if (bytes[i] != (byte) first[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes are text of the encoding. */
  public static boolean isText(byte[] bytes, int from, int to, Charset encoding) {
    try {
      Object unused =
          encoding
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private FileKind() {}
}
