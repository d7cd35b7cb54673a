package dev.ionosphere.data.source;

import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a file that is whole, from its beginning to its end; one that gzip has compressed as well.
 * One thread.
 */
public final class RowFile implements Closeable {

  private static final int GZIP = 0x1f8b;

  private final String source;
  private final InputStream in;
  private final RowParser parser;
  private final byte[] buffer = new byte[2 * RowParser.MOST_ROW];
  private int from;
  private int to;
  private boolean over;

  private RowFile(String source, InputStream in, RowParser parser) {
    this.source = source;
    this.in = in;
    this.parser = parser;
  }

  /**
   * Opens a file and looks at its beginning.
   *
   * @throws SourceException if the parser does not take it
   */
  public static RowFile open(Path file, RowParser parser) throws IOException {
    InputStream in = content(file);
    try {
      RowFile rows = new RowFile(String.valueOf(file.getFileName()), in, parser);
      rows.begin();
      return rows;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The bytes of a file, without gzip around them. */
  public static InputStream content(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), RowParser.MOST_ROW);
    try {
      in.mark(2);
      int first = in.read() << 8 | in.read();
      in.reset();
      return first == GZIP ? GzipContent.of(String.valueOf(file.getFileName()), in) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private void begin() throws IOException {
    fill();
    if (to == 0) {
      throw new SourceException("source '%s' is empty".formatted(source));
    }
    int first = parser.begin(buffer, to);
    if (first == RowParser.INCOMPLETE) {
      throw new SourceException("source '%s' ends before its header line does".formatted(source));
    }
    from = first;
  }

  /**
   * Takes rows until the batch is full or the file ends.
   *
   * @return whether there may be more
   */
  public boolean read(RowBatch into, Refusals refusals) throws IOException {
    into.clear();
    while (!into.isFull()) {
      from = parser.parse(buffer, from, to, over, Integer.MAX_VALUE, into, refusals);
      if (into.isFull()) {
        return true;
      }
      if (over) {
        return false;
      }
      fill();
    }
    return true;
  }

  private void fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    int read = in.readNBytes(buffer, to, buffer.length - to);
    to += read;
    over = to < buffer.length;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
