package dev.ionosphere.edge.spool;

import dev.ionosphere.edge.store.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a lane's {@link Mark} in a file that is made once. The mark is written in place, into two
 * slots in turn, each with its number and checksum: that needs no space on a full disk, and a write
 * that was cut off leaves the mark before it. Not safe for threads.
 */
final class Cursor {

  private static final Logger LOG = LoggerFactory.getLogger(Cursor.class);

  /** Far enough apart that no page of a flash holds both. */
  static final int SLOT = 4_096;

  private static final int SEALED = Long.BYTES + Mark.BYTES;
  private static final int SIZE_OF_0_2_0 = 20;

  private final Disk disk;
  private final Path directory;
  private final Path file;
  private @Nullable Mark mark;
  private long writes;
  private boolean made;

  private Cursor(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
    this.file = directory.resolve("cursor");
  }

  static Cursor open(Disk disk, Path directory) throws IOException {
    Cursor cursor = new Cursor(disk, directory);
    if (Files.exists(cursor.file)) {
      cursor.read(Files.readAllBytes(cursor.file));
    }
    return cursor;
  }

  /** What is durable; nothing if nothing ever was, or it cannot be read. */
  Optional<Mark> mark() {
    return Optional.ofNullable(mark);
  }

  /**
   * Durable when it returns.
   *
   * @throws IOException if it may not be: then the mark before it is, or this one
   */
  void write(Mark next) throws IOException {
    if (made) {
      // One that failed is written again into the same slot: the other one is good.
      disk.writeAt(file, slot(writes + 1) * (long) SLOT, sealed(writes + 1, next));
      disk.force(file);
    } else {
      make(next);
    }
    writes++;
    mark = next;
  }

  private void make(Mark next) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(2 * SLOT);
    content.put(slot(writes + 1) * SLOT, sealed(writes + 1, next));
    Path fresh = directory.resolve("cursor.new");
    try {
      disk.write(fresh, content.array());
      disk.force(fresh);
      disk.rename(fresh, file);
    } catch (IOException e) {
      undo(fresh, e);
      throw e;
    }
    disk.syncDirectory(directory);
    made = true;
  }

  /** A full disk gets its space back. */
  private void undo(Path fresh, IOException cause) {
    try {
      disk.delete(fresh);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void read(byte[] content) {
    if (content.length == SIZE_OF_0_2_0) {
      readThatOf020(content);
    } else if (content.length == 2 * SLOT) {
      made = true;
      readSlot(ByteBuffer.wrap(content, 0, SLOT));
      readSlot(ByteBuffer.wrap(content, SLOT, SLOT));
    }
    if (mark == null) {
      LOG.warn(
          "{} of {} bytes cannot be read: what was dropped or put aside before is not known any more",
          file,
          content.length);
    }
  }

  private void readSlot(ByteBuffer slot) {
    byte[] sealed = new byte[SEALED];
    slot.get(sealed);
    long number = ByteBuffer.wrap(sealed).getLong();
    if (number > writes && slot.getInt() == crc(sealed, SEALED)) {
      writes = number;
      mark = Mark.read(ByteBuffer.wrap(sealed, Long.BYTES, Mark.BYTES));
    }
  }

  /** Head, drops, checksum. Lanes had no names. */
  private void readThatOf020(byte[] content) {
    ByteBuffer old = ByteBuffer.wrap(content);
    if (old.getInt(16) == crc(content, 16)) {
      mark = Mark.of(old.getLong(0)).plusDropped(new Tally(old.getLong(8), 0));
    }
  }

  private static int slot(long write) {
    return (int) (write & 1);
  }

  private static byte[] sealed(long write, Mark mark) {
    ByteBuffer slot = ByteBuffer.allocate(SEALED + Integer.BYTES).putLong(write);
    mark.write(slot);
    return slot.putInt(crc(slot.array(), SEALED)).array();
  }

  private static int crc(byte[] content, int length) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, length);
    return (int) crc.getValue();
  }
}
