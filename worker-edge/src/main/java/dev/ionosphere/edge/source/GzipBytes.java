package dev.ionosphere.edge.source;

import dev.ionosphere.data.source.RowParser;
import dev.ionosphere.data.source.RowPlace;
import dev.ionosphere.data.source.SourceException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file that gzip has compressed: its bytes by their offset in what it stands for. Reading on is
 * cheap as long as it is kept open; reading before that begins anew. One that is being written ends
 * where it is cut off.
 */
final class GzipBytes implements SourceBytes {

  private final Path file;
  private final FileBytes compressed;
  private final long opened;
  private final byte[] held = new byte[2 * RowParser.MOST_ROW];
  // Each reading begins with the header.
  private byte[] beginning = {};
  private InputStream in = InputStream.nullInputStream();
  // Where what is held begins.
  private long at;
  private int length;

  private GzipBytes(Path file, FileBytes compressed) throws IOException {
    this.file = file;
    this.compressed = compressed;
    this.opened = compressed.size();
    restart();
  }

  /** The bytes of a file, whether it is compressed or not. */
  static SourceBytes open(Path file) throws IOException {
    FileBytes bytes = FileBytes.open(file);
    try {
      byte[] first = new byte[2];
      boolean gzip = bytes.read(0, first, 2) == 2 && first[0] == 0x1f && first[1] == (byte) 0x8b;
      return gzip ? new GzipBytes(file, bytes) : bytes;
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /** Whether it is the file that is there now, as long as it was when it was opened. */
  boolean isStill(Path now) throws IOException {
    return compressed.size() == opened && FileBytes.inode(now) == compressed.inode();
  }

  private void restart() throws IOException {
    in.close();
    at = 0;
    length = 0;
    try {
      in =
          new GZIPInputStream(
              new BufferedInputStream(Files.newInputStream(file)), RowParser.MOST_ROW);
    } catch (EOFException e) {
      in = InputStream.nullInputStream();
    } catch (ZipException e) {
      throw damaged(e);
    }
  }

  @Override
  public int read(long from, byte[] into, int most) throws IOException {
    if (from == 0 && most <= beginning.length) {
      System.arraycopy(beginning, 0, into, 0, most);
      return most;
    }
    int read = readOn(from, into, most);
    if (from == 0 && read <= RowParser.MOST_ROW) {
      beginning = Arrays.copyOf(into, read);
    }
    return read;
  }

  private int readOn(long from, byte[] into, int most) throws IOException {
    if (from < at) {
      restart();
    }
    while (from > at + length) {
      at += length;
      length = more(0, held.length);
      if (length == 0) {
        return 0;
      }
    }
    int skipped = (int) (from - at);
    System.arraycopy(held, skipped, held, 0, length - skipped);
    at = from;
    length -= skipped;
    int wanted = Math.min(most, held.length);
    if (length < wanted) {
      length += more(length, wanted - length);
    }
    int read = Math.min(length, wanted);
    System.arraycopy(held, 0, into, 0, read);
    return read;
  }

  private int more(int to, int most) throws IOException {
    int read = 0;
    try {
      while (read < most) {
        int some = in.read(held, to + read, most - read);
        if (some < 0) {
          break;
        }
        read += some;
      }
    } catch (EOFException e) {
      // It is being written, or was cut off: that is its end for now.
    } catch (ZipException e) {
      throw damaged(e);
    }
    return read;
  }

  private SourceException damaged(ZipException e) {
    return new SourceException(
        "source '%s' is compressed with gzip, and damaged: %s".formatted(file, e.getMessage()));
  }

  @Override
  public boolean continues(FilePosition from) throws IOException {
    return compressed.begins(from);
  }

  @Override
  public FilePosition position(long offset, RowPlace place) throws IOException {
    return compressed.beginning(offset, place);
  }

  @Override
  public void close() throws IOException {
    in.close();
    compressed.close();
  }
}
