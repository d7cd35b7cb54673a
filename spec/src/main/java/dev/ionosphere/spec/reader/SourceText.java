package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.Limits;
import dev.ionosphere.spec.format.Position;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** The text of a source, before it is parsed: size and characters. */
final class SourceText {

  private static final String ALLOWED = "text in UTF-8 without control characters";

  private SourceText() {}

  /** Absent if the bytes are not UTF-8 or too many; a finding says so. */
  static Optional<String> decoded(byte[] bytes, int file, Findings findings) {
    if (bytes.length > Limits.CHARACTERS) {
      tooLarge(bytes.length + " bytes", file, findings);
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
    } catch (CharacterCodingException e) {
      findings.refused(
          Position.start(file), "", "a byte that is not UTF-8 at " + buffer.position(), ALLOWED);
      return Optional.empty();
    }
  }

  /** Absent if the text cannot be parsed; a finding says so. */
  static Optional<String> checked(String text, int file, Findings findings) {
    if (text.length() > Limits.CHARACTERS) {
      tooLarge(text.length() + " characters", file, findings);
      return Optional.empty();
    }
    String source = text.startsWith("\uFEFF") ? text.substring(1) : text;
    int line = 1;
    int column = 1;
    for (int i = 0; i < source.length(); ) {
      int codePoint = source.codePointAt(i);
      if (!isText(codePoint)) {
        findings.refused(new Position(file, line, column), "", name(codePoint), ALLOWED);
        return Optional.empty();
      }
      i += Character.charCount(codePoint);
      column++;
      if (codePoint == '\n') {
        line++;
        column = 1;
      }
    }
    // JSON may be indented with tabs and never has them inside strings; YAML's parser refuses them.
    return Optional.of(source.stripLeading().startsWith("{") ? source.replace('\t', ' ') : source);
  }

  /** Escapes such as {@code "\0"} bring in what the text itself may not hold. */
  static void refuseControl(String value, Position at, Supplier<String> path, Findings findings) {
    value
        .codePoints()
        .filter(codePoint -> !isText(codePoint))
        .findFirst()
        .ifPresent(codePoint -> findings.refused(at, path.get(), name(codePoint), ALLOWED));
  }

  private static boolean isText(int codePoint) {
    if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r' || codePoint == 0x85) {
      return true;
    }
    boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    boolean nonCharacter = (codePoint & 0xFFFE) == 0xFFFE;
    // U+FFFD is what a careless decoder leaves of bytes that were not UTF-8.
    boolean replacement = codePoint == 0xFFFD;
    return !Character.isISOControl(codePoint)
        && !surrogate
        && !nonCharacter
        && !replacement
        && codePoint != 0xFEFF;
  }

  private static String name(int codePoint) {
    return "the character U+%04X".formatted(codePoint);
  }

  private static void tooLarge(String size, int file, Findings findings) {
    findings.refused(
        Position.start(file), "", "a document of " + size, "at most " + Limits.CHARACTERS);
  }
}
