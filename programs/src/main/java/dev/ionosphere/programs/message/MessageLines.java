package dev.ionosphere.programs.message;

/**
 * Splits bytes into lines. A line that is too long is skipped to its end and never held; one
 * without an end is held until its end comes.
 */
final class MessageLines {

  /** Bytes of a line; also the most that a system writes at once without another one in between. */
  static final int LONGEST = 64 * 1024;

  /** Takes what is found. */
  interface Taker {

    /** A line without its end; the bytes are the taker's only until it returns. */
    void line(byte[] bytes, int from, int length);

    /** A line that was too long. */
    void tooLong();
  }

  private final Taker taker;
  private final byte[] held = new byte[LONGEST];
  private int size;
  private boolean skipping;

  MessageLines(Taker taker, boolean skipping) {
    this.taker = taker;
    this.skipping = skipping;
  }

  void add(byte[] bytes, int length) {
    int from = 0;
    while (from < length) {
      int end = from;
      while (end < length && bytes[end] != '\n') {
        end++;
      }
      if (end == length) {
        hold(bytes, from, end);
      } else if (size == 0 && !skipping && end - from <= LONGEST) {
        line(bytes, from, end);
      } else {
        hold(bytes, from, end);
        end();
      }
      from = end + 1;
    }
  }

  private void hold(byte[] bytes, int from, int end) {
    if (skipping) {
      return;
    }
    if (size + end - from > LONGEST) {
      taker.tooLong();
      skipping = true;
      size = 0;
      return;
    }
    System.arraycopy(bytes, from, held, size, end - from);
    size += end - from;
  }

  private void end() {
    if (!skipping) {
      line(held, 0, size);
    }
    skipping = false;
    size = 0;
  }

  private void line(byte[] bytes, int start, int stop) {
    int from = start;
    int end = stop;
    // Zeros are where the file's beginning was given back to the disk.
    while (from < end && bytes[from] >= 0 && bytes[from] <= ' ') {
      from++;
    }
    while (from < end && bytes[end - 1] >= 0 && bytes[end - 1] <= ' ') {
      end--;
    }
    if (from < end) {
      taker.line(bytes, from, end - from);
    }
  }

  /** Takes what has no end, of a program that has ended. */
  void finish() {
    end();
  }

  /** Forgets what has no end: what comes is another file. */
  void restart() {
    skipping = false;
    size = 0;
  }

  /** What comes begins somewhere inside a line. */
  void skip() {
    skipping = true;
    size = 0;
  }

  /** Bytes that were given and not yet taken. */
  int pending() {
    return size;
  }

  /** Whether a line that is too long has not ended yet. */
  boolean isSkipping() {
    return skipping;
  }
}
