package dev.ionosphere.data.source;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What gzip has compressed; a file that is not whole is named. */
final class GzipContent extends FilterInputStream {

  private final String source;

  private GzipContent(String source, InputStream in) {
    super(in);
    this.source = source;
  }

  static GzipContent of(String source, InputStream compressed) throws IOException {
    try {
      return new GzipContent(source, new GZIPInputStream(compressed, RowParser.MOST_ROW));
    } catch (ZipException | EOFException e) {
      throw broken(source, e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    try {
      return super.read(into, from, length);
    } catch (ZipException | EOFException e) {
      throw broken(source, e);
    }
  }

  private static SourceException broken(String source, IOException e) {
    return new SourceException(
        "source '%s' is compressed with gzip, and broken: %s".formatted(source, e.getMessage()));
  }
}
