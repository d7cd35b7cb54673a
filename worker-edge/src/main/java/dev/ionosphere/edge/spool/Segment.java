package dev.ionosphere.edge.spool;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file of records in order, each {@code length:int crc:int sequence:long payload}. The checksum
 * is over sequence and payload, so a record is either whole or the end of what can be read.
 */
final class Segment {

  static final int HEADER = 16;
  static final int MOST_PAYLOAD = 8 << 20;

  /** Where a record is. */
  record Entry(long sequence, long position, int length) {}

  private final Path file;
  private final long first;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long next;
  private long end;

  private Segment(Path file, long first) {
    this.file = file;
    this.first = first;
    this.next = first;
  }

  /** Reads as far as the records are whole. */
  static Segment open(Path file) throws IOException {
    String name = file.getFileName().toString();
    Segment segment = new Segment(file, Long.parseLong(name.substring(0, name.indexOf('.'))));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      while (segment.end + HEADER <= size) {
        readFully(channel, header.clear(), segment.end);
        int length = header.flip().getInt();
        int crc = header.getInt();
        long sequence = header.getLong();
        if (length < 0
            || length > MOST_PAYLOAD
            || segment.end + HEADER + length > size
            || sequence != segment.next) {
          break;
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        readFully(channel, payload, segment.end + HEADER);
        if (crc != crc(sequence, payload.array())) {
          break;
        }
        segment.add(length);
      }
    }
    return segment;
  }

  static Segment create(Path directory, long first) throws IOException {
    Path file = directory.resolve("%020d.log".formatted(first));
    Files.write(file, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    return new Segment(file, first);
  }

  /** Cuts what cannot be read, and answers whether there was any. */
  boolean cutTail() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.size() <= end) {
        return false;
      }
      channel.truncate(end);
      channel.force(true);
      return true;
    }
  }

  /** Durable when it returns; when it throws, nothing was appended. */
  void append(byte[] payload) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(HEADER + payload.length);
    record.putInt(payload.length).putInt(crc(next, payload)).putLong(next).put(payload).flip();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      try {
        for (long at = end; record.hasRemaining(); ) {
          at += channel.write(record, at);
        }
        channel.force(false);
      } catch (IOException e) {
        channel.truncate(end);
        throw e;
      }
    }
    add(payload.length);
  }

  /**
   * Nothing if the file does not hold the record any more, which no waiting mends.
   *
   * @throws IOException if the disk did not answer
   */
  Optional<byte[]> read(Entry entry) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(HEADER + entry.length());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      readFully(channel, record, entry.position());
    } catch (EOFException | NoSuchFileException e) {
      return Optional.empty();
    }
    byte[] payload = Arrays.copyOfRange(record.array(), HEADER, record.capacity());
    return record.getInt(Integer.BYTES) == crc(entry.sequence(), payload)
        ? Optional.of(payload)
        : Optional.empty();
  }

  void dropBefore(long sequence) {
    while (!entries.isEmpty() && entries.getFirst().sequence() < sequence) {
      entries.removeFirst();
    }
  }

  Iterator<Entry> entries() {
    return entries.iterator();
  }

  int size() {
    return entries.size();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  long first() {
    return first;
  }

  long next() {
    return next;
  }

  long bytes() {
    return end;
  }

  Path file() {
    return file;
  }

  private void add(int length) {
    entries.addLast(new Entry(next, end, length));
    next++;
    end += HEADER + length;
  }

  private static int crc(long sequence, byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).flip());
    crc.update(payload);
    return (int) crc.getValue();
  }

  private static void readFully(FileChannel channel, ByteBuffer into, long from)
      throws IOException {
    long at = from;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw new EOFException("file ended at " + at + " while it was read");
      }
      at += read;
    }
  }
}
