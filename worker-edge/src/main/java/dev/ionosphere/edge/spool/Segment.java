package dev.ionosphere.edge.spool;

import dev.ionosphere.edge.store.Disk;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
 * A file of records in order, each {@code length:int crc:int sequence:long rows:long payload}. The
 * checksum is over all from the sequence on, so a record is either whole or the end of what can be
 * read. Records of 0.2.0 have no rows, and lack the bit in their length that says so.
 */
final class Segment {

  static final int HEADER = 24;
  static final int MOST_PAYLOAD = 8 << 20;
  private static final int PREFIX = 2 * Integer.BYTES;
  private static final int OLD_HEADER = 16;
  private static final int HAS_ROWS = 1 << 30;

  /**
   * Where a record is.
   *
   * @param header its bytes before the payload
   * @param length of the payload
   */
  record Entry(long sequence, long position, int header, int length, long rows) {}

  private final Disk disk;
  private final Path file;
  private final long first;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long next;
  private long end;
  private boolean torn;

  private Segment(Disk disk, Path file, long first) {
    this.disk = disk;
    this.file = file;
    this.first = first;
    this.next = first;
  }

  /** Reads as far as the records are whole. */
  static Segment open(Disk disk, Path file) throws IOException {
    String name = file.getFileName().toString();
    Segment segment = new Segment(disk, file, Long.parseLong(name.substring(0, name.indexOf('.'))));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (segment.readNext(channel)) {
        // Goes on to the end, or to what is no record.
      }
      segment.torn = channel.size() > segment.end;
    }
    return segment;
  }

  private boolean readNext(FileChannel channel) throws IOException {
    long left = channel.size() - end;
    if (left < OLD_HEADER) {
      return false;
    }
    ByteBuffer prefix = ByteBuffer.allocate(PREFIX);
    readFully(channel, prefix, end);
    int stated = prefix.getInt(0);
    int header = (stated & HAS_ROWS) != 0 ? HEADER : OLD_HEADER;
    int length = stated & ~HAS_ROWS;
    if (length < 0 || length > MOST_PAYLOAD || header + length > left) {
      return false;
    }
    ByteBuffer checked = ByteBuffer.allocate(header - PREFIX + length);
    readFully(channel, checked, end + PREFIX);
    if (prefix.getInt(Integer.BYTES) != crc(checked.array()) || checked.getLong(0) != next) {
      return false;
    }
    add(header, length, header == HEADER ? checked.getLong(Long.BYTES) : 0);
    return true;
  }

  /** Its name is durable when the folder is synced. */
  static Segment create(Disk disk, Path directory, long first) throws IOException {
    Path file = directory.resolve("%020d.log".formatted(first));
    disk.write(file, new byte[0]);
    return new Segment(disk, file, first);
  }

  /** Whether something lies behind the last whole record. */
  boolean isTorn() {
    return torn;
  }

  /** Cuts what lies behind the last whole record. */
  void mend() throws IOException {
    if (torn) {
      disk.truncate(file, end);
      disk.force(file);
      torn = false;
    }
  }

  /**
   * Durable when it returns; when it throws, nothing was appended. If the disk does not take that
   * back either, the record may be there after a restart.
   */
  void append(byte[] payload, long rows) throws IOException {
    mend();
    ByteBuffer record = ByteBuffer.allocate(HEADER + payload.length);
    record.putInt(payload.length | HAS_ROWS).putInt(0).putLong(next).putLong(rows).put(payload);
    byte[] bytes = record.array();
    record.putInt(Integer.BYTES, crc(Arrays.copyOfRange(bytes, PREFIX, bytes.length)));
    try {
      disk.writeAt(file, end, bytes);
      disk.force(file);
    } catch (IOException e) {
      torn = true;
      try {
        mend();
      } catch (IOException notMended) {
        e.addSuppressed(notMended);
      }
      throw e;
    }
    add(HEADER, payload.length, rows);
  }

  /**
   * Nothing if the file does not hold the record any more, which no waiting mends.
   *
   * @throws IOException if the disk did not answer
   */
  Optional<byte[]> read(Entry entry) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(entry.header() + entry.length());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      readFully(channel, record, entry.position());
    } catch (EOFException | NoSuchFileException e) {
      return Optional.empty();
    }
    byte[] bytes = record.array();
    boolean whole =
        record.getInt(Integer.BYTES) == crc(Arrays.copyOfRange(bytes, PREFIX, bytes.length))
            && record.getLong(PREFIX) == entry.sequence();
    return whole
        ? Optional.of(Arrays.copyOfRange(bytes, entry.header(), bytes.length))
        : Optional.empty();
  }

  void dropBefore(long sequence) {
    while (!entries.isEmpty() && entries.getFirst().sequence() < sequence) {
      entries.removeFirst();
    }
  }

  /** What waits from one number to before another. */
  Tally waiting(long from, long before) {
    Tally waiting = Tally.NONE;
    for (Entry entry : entries) {
      if (entry.sequence() >= from && entry.sequence() < before) {
        waiting = waiting.plus(new Tally(1, entry.rows()));
      }
    }
    return waiting;
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

  private void add(int header, int length, long rows) {
    entries.addLast(new Entry(next, end, header, length, rows));
    next++;
    end += header + length;
  }

  private static int crc(byte[] checked) {
    CRC32C crc = new CRC32C();
    crc.update(checked);
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
