package dev.ionosphere.api.timeline;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a file that anybody may have written: none of them is held beyond a limit. */
final class ExportLines implements Closeable {

  /** A record comes to the hub in a body of at most 1 MB. */
  static final int LONGEST = 2 << 20;

  /** Stands for a longer line: no JSON, and not blank. */
  static final String TOO_LONG = "a line of more than " + LONGEST + " characters";

  private final Reader reader;
  private final char[] buffer = new char[8192];
  private int position;
  private int filled;

  ExportLines(Reader reader) {
    this.reader = reader;
  }

  /** The next line without its end; null after the last. */
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    boolean tooLong = false;
    while (position < filled || fill()) {
      int end = position;
      while (end < filled && buffer[end] != '\n' && buffer[end] != '\r') {
        end++;
      }
      tooLong |= line.length() + end - position > LONGEST;
      if (!tooLong) {
        line.append(buffer, position, end - position);
      }
      position = end + 1;
      if (end < filled) {
        return tooLong ? TOO_LONG : line.toString();
      }
    }
    if (tooLong) {
      return TOO_LONG;
    }
    return line.isEmpty() ? null : line.toString();
  }

  private boolean fill() throws IOException {
    position = 0;
    filled = Math.max(0, reader.read(buffer));
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
