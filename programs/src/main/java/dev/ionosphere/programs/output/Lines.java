package dev.ionosphere.programs.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/**
 * Splits bytes into lines, at line ends and at the carriage returns by which progress bars write
 * over themselves. What is no UTF-8 becomes U+FFFD; the raw bytes are elsewhere.
 */
final class Lines {

  /** A longer line is cut here, as if it had an end. */
  static final int LONGEST = 64 * 1024;

  /** How a line ended. */
  enum End {
    LINE,
    /** It is written over by the next one. */
    RETURN,
    /** It was too long. */
    CUT
  }

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final BiConsumer<String, End> taker;
  private boolean returned;

  Lines(BiConsumer<String, End> taker) {
    this.taker = taker;
  }

  void add(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      add(bytes[i]);
    }
  }

  private void add(byte letter) {
    if (returned) {
      returned = false;
      if (letter == '\n') {
        end(End.LINE);
        return;
      }
      end(End.RETURN);
    }
    switch (letter) {
      case '\n' -> end(End.LINE);
      case '\r' -> returned = true;
      default -> {
        line.write(letter);
        if (line.size() == LONGEST) {
          end(End.CUT);
        }
      }
    }
  }

  /** What has no end yet, of a program that has ended. */
  void finish() {
    if (returned || line.size() > 0) {
      returned = false;
      end(End.LINE);
    }
  }

  private void end(End how) {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (how != End.RETURN || !text.isBlank()) {
      taker.accept(text, how);
    }
  }
}
