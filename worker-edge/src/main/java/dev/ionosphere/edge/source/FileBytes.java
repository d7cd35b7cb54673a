package dev.ionosphere.edge.source;

import dev.ionosphere.data.source.RowPlace;
import dev.ionosphere.edge.source.FilePosition.Sum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** A file that is open to be read: its bytes by offset, and whether it is the one of a position. */
final class FileBytes implements SourceBytes {

  private static final int MOST_SUMMED = 1_024;

  private final FileChannel channel;
  private final long inode;

  private FileBytes(FileChannel channel, long inode) {
    this.channel = channel;
    this.inode = inode;
  }

  static FileBytes open(Path file) throws IOException {
    long inode = inode(file);
    return new FileBytes(FileChannel.open(file, StandardOpenOption.READ), inode);
  }

  /** The number that stays with a file when it is renamed; 0 where there is none. */
  static long inode(Path file) throws IOException {
    try {
      return Files.getAttribute(file, "unix:ino") instanceof Long number ? number : 0;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return 0;
    }
  }

  long inode() {
    return inode;
  }

  long size() throws IOException {
    return channel.size();
  }

  @Override
  public int read(long at, byte[] into, int length) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(into, 0, length);
    while (target.hasRemaining() && channel.read(target, at + target.position()) > 0) {
      // Goes on until there is enough or the file ends.
    }
    return target.position();
  }

  @Override
  public boolean continues(FilePosition from) throws IOException {
    return size() >= from.offset()
        && begins(from)
        && sum(from.offset() - from.tail().length(), from.tail().length()).equals(from.tail());
  }

  /** Whether its beginning is that of the position. */
  boolean begins(FilePosition from) throws IOException {
    return sum(0, from.prefix().length()).equals(from.prefix());
  }

  /** A position of which the beginning is known, whatever the offset means. */
  FilePosition beginning(long offset, RowPlace place) throws IOException {
    int length = (int) Math.min(size(), MOST_SUMMED);
    return new FilePosition(offset, place, sum(0, length), Sum.NONE, inode);
  }

  @Override
  public FilePosition position(long offset, RowPlace place) throws IOException {
    int length = (int) Math.min(offset, MOST_SUMMED);
    return new FilePosition(offset, place, sum(0, length), sum(offset - length, length), inode);
  }

  private Sum sum(long at, int length) throws IOException {
    if (length == 0) {
      return Sum.NONE;
    }
    byte[] bytes = new byte[length];
    int read = read(at, bytes, length);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, read);
    return new Sum(read, crc.getValue());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
