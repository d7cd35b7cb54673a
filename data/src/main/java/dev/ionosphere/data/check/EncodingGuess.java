package dev.ionosphere.data.check;

import dev.ionosphere.data.source.FileKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** UTF-8 if the bytes are; else what Europe wrote before. */
final class EncodingGuess {

  private static final int LONGEST_CHARACTER = 4;

  static Guess<Charset> of(byte[] bytes, int from, int to, boolean whole) {
    int end = whole ? to : beforeCutCharacter(bytes, from, to);
    if (FileKind.isText(bytes, from, end, StandardCharsets.UTF_8)) {
      return new Guess<>(StandardCharsets.UTF_8, Confidence.SURE, "");
    }
    boolean windows = false;
    for (int i = from; i < to; i++) {
      windows |= (bytes[i] & 0xe0) == 0x80;
    }
    Charset charset = windows ? Charset.forName("windows-1252") : StandardCharsets.ISO_8859_1;
    return new Guess<>(charset, Confidence.LIKELY, "the text is not UTF-8; taken as " + charset);
  }

  /** Of a beginning that was cut anywhere, the end of the last character that is whole. */
  private static int beforeCutCharacter(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && to - end < LONGEST_CHARACTER && bytes[end - 1] < 0) {
      end--;
      if ((bytes[end] & 0xc0) == 0xc0) {
        return end;
      }
    }
    return to;
  }

  private EncodingGuess() {}
}
