package dev.ionosphere.programs.tensorboard;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Records of an event file, from where reading stopped: length and its checksum, bytes and theirs.
 * A record that is not whole yet is waited for. One that is wrong ends the reading of this file,
 * until there is something else in its place: a block of zeros may be filled later.
 */
final class EventFile {

  /** Longer records are passed over. */
  static final int LONGEST = 64 << 20;

  private static final int HEADER = Long.BYTES + Integer.BYTES;
  private static final int HEAD = 64;
  private static final int BUFFER = 1 << 18;

  /** How often a record is looked at again that was wrong. */
  private static final int TRIES = 20;

  private final Path path;
  private Place place;

  /** Its size when it was last known to be the same file. */
  private long sameSize = -1;

  private byte[] buffer = new byte[0];
  private long bufferAt;
  private int bufferLength;

  /**
   * How far it has been read.
   *
   * @param headLength how many of its first bytes have the checksum {@code head}, by which another
   *     file in its place is noticed
   * @param tries how often the record there was found wrong
   * @param triedSize of the file at the last of them
   */
  record Place(long inode, long position, int headLength, long head, int tries, long triedSize) {

    Place {
      if (position < 0 || headLength < 0 || headLength > HEAD) {
        throw new IllegalArgumentException("position %d, head %d".formatted(position, headLength));
      }
    }

    static final Place BEGIN = new Place(0, 0, 0, 0, 0, 0);

    Place at(long next) {
      return new Place(inode, next, headLength, head, 0, 0);
    }

    Place wrong(long size) {
      return new Place(inode, position, headLength, head, tries + 1, size);
    }

    Place known(long file, int length, long checksum) {
      return new Place(file, position, length, checksum, tries, triedSize);
    }
  }

  /** Takes a record, and what is wrong. */
  interface Taker {

    /** The bytes are the taker's until it returns. */
    void record(byte[] bytes, int from, int length);

    /** Something is wrong. */
    void fault(String fault);
  }

  EventFile(Path path, Place place) {
    this.path = path;
    this.place = place;
  }

  Place place() {
    return place;
  }

  /** Whether it is no longer the file of which something was read. */
  boolean isReplaced() throws IOException {
    if (place.position() == 0 || !isFile()) {
      return false;
    }
    long size = Files.size(path);
    if (inode() != place.inode() || size < place.position()) {
      return true;
    }
    if (size == sameSize) {
      return false;
    }
    sameSize = size;
    try (FileChannel file = open()) {
      return checksum(bytes(file, 0, place.headLength())) != place.head();
    } catch (EOFException shrunk) {
      return true;
    }
  }

  /** All of it is read anew. */
  void restart() {
    place = Place.BEGIN;
    sameSize = -1;
  }

  /**
   * Reads records that are whole, until so many bytes were read.
   *
   * @return bytes that were read
   */
  long read(long most, Taker taker) throws IOException {
    if (!isFile() || Files.size(path) <= place.position()) {
      return 0;
    }
    long from = place.position();
    try (FileChannel file = open()) {
      long size = file.size();
      if (place.tries() >= TRIES || place.tries() > 0 && place.triedSize() == size) {
        return 0;
      }
      buffer = new byte[BUFFER];
      bufferLength = 0;
      while (place.position() - from < most && next(file, size, taker)) {
        // Each is taken as it comes.
      }
      if (from == 0 && place.position() > 0) {
        int length = (int) Math.min(HEAD, place.position());
        place = place.known(inode(), length, checksum(bytes(file, 0, length)));
      }
    } finally {
      buffer = new byte[0];
    }
    return place.position() - from;
  }

  /** Takes a record; false if there is none, or none that can be read. */
  private boolean next(FileChannel file, long size, Taker taker) throws IOException {
    long at = place.position();
    if (size - at < HEADER) {
      return false;
    }
    int header = load(file, at, HEADER);
    long length = number(buffer, header, Long.BYTES);
    if (!checks(buffer, header, Long.BYTES) || length < 0) {
      wrong(size, "there is no record at byte %d".formatted(at), taker);
      return false;
    }
    if (length > size - at - HEADER - Integer.BYTES) {
      return false;
    }
    long end = at + HEADER + length + Integer.BYTES;
    if (length > LONGEST) {
      taker.fault(
          "the record at byte %d has %d bytes and is left out, %d are the most"
              .formatted(at, length, LONGEST));
      place = place.at(end);
      return true;
    }
    return record(file, size, (int) length, taker);
  }

  private boolean record(FileChannel file, long size, int length, Taker taker) throws IOException {
    long at = place.position();
    int whole = HEADER + length + Integer.BYTES;
    byte[] record = buffer;
    int start;
    if (whole <= BUFFER) {
      start = load(file, at, whole) + HEADER;
    } else {
      record = bytes(file, at + HEADER, length + Integer.BYTES);
      start = 0;
    }
    if (!checks(record, start, length)) {
      wrong(size, "the record at byte %d is damaged".formatted(at), taker);
      return false;
    }
    place = place.at(at + whole);
    taker.record(record, start, length);
    return true;
  }

  private void wrong(long size, String fault, Taker taker) {
    if (place.tries() == 0) {
      taker.fault(fault + ", the rest of the file is left out");
    }
    place = place.wrong(size);
  }

  /** Where in the buffer these bytes are. */
  private int load(FileChannel file, long at, int length) throws IOException {
    if (at < bufferAt || at + length > bufferAt + bufferLength) {
      ByteBuffer target = ByteBuffer.wrap(buffer);
      bufferAt = at;
      bufferLength = 0;
      while (target.hasRemaining()) {
        int read = file.read(target, at + bufferLength);
        if (read <= 0) {
          break;
        }
        bufferLength += read;
      }
      if (bufferLength < length) {
        throw shrunk();
      }
    }
    return (int) (at - bufferAt);
  }

  private byte[] bytes(FileChannel file, long at, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    while (target.hasRemaining()) {
      if (file.read(target, at + target.position()) <= 0) {
        throw shrunk();
      }
    }
    return target.array();
  }

  private EOFException shrunk() {
    return new EOFException("it became shorter while it was read");
  }

  /** Whether the masked CRC32C of the bytes follows them. */
  private static boolean checks(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    int value = (int) sum.getValue();
    int masked = (value >>> 15 | value << 17) + 0xa282ead8;
    return masked == (int) number(bytes, from + length, Integer.BYTES);
  }

  private static long number(byte[] bytes, int from, int length) {
    ByteBuffer view = ByteBuffer.wrap(bytes, from, length).order(ByteOrder.LITTLE_ENDIAN);
    return length == Long.BYTES ? view.getLong() : view.getInt();
  }

  private static long checksum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return sum.getValue();
  }

  private long inode() throws IOException {
    return (Long) Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  private boolean isFile() {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }
}
