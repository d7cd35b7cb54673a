package dev.ionosphere.api.timeline;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A file without a name: it is gone when it is closed, and with the process. Written once, then
 * read.
 */
final class ExportFile implements OutputFile, Closeable {

  private static final int BUFFER = 64 * 1024;

  private final FileChannel channel;

  /**
   * @param directory for whatever size an export has
   */
  ExportFile(Path directory) throws IOException {
    Files.createDirectories(directory);
    channel =
        FileChannel.open(
            directory.resolve("export-" + UUID.randomUUID()),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            // Where names and files are apart, the name goes at once.
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** To be closed before the file is read; that leaves the file open. */
  OutputStream writer() {
    return create(0);
  }

  long size() throws IOException {
    return channel.size();
  }

  /** From its beginning; who closes this closes the file. */
  InputStream content() throws IOException {
    return Channels.newInputStream(channel.position(0));
  }

  /** From its beginning; to be closed before the next. The file stays open. */
  InputStream again() throws IOException {
    return new FilterInputStream(content()) {
      @Override
      public void close() {
        // Whoever made the file closes it.
      }
    };
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new Writer(channel);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  private static final class Writer extends PositionOutputStream {

    private final OutputStream bytes;
    private long position;

    Writer(FileChannel channel) {
      bytes = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int one) throws IOException {
      bytes.write(one);
      position++;
    }

    @Override
    public void write(byte[] some, int offset, int length) throws IOException {
      bytes.write(some, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      bytes.flush();
    }

    @Override
    public void close() throws IOException {
      bytes.flush();
    }
  }
}
