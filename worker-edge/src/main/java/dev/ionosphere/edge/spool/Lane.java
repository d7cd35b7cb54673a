package dev.ionosphere.edge.spool;

import dev.ionosphere.edge.store.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One first-in-first-out log in segments. {@code head} is the oldest record still wanted; it is
 * durable together with the count of drops before a segment is deleted, so a crash brings back
 * records, never a wrong count. Not safe for threads: the spool holds the lock.
 */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final int CURSOR = 20;

  /** Takes records; answers whether it wants more. */
  @FunctionalInterface
  interface Reader {
    /**
     * @param payload nothing if it cannot be read any more
     */
    boolean take(long sequence, Optional<byte[]> payload);
  }

  private final Path directory;
  private final long segmentBytes;
  private String name = "";
  private final Deque<Segment> segments = new ArrayDeque<>();
  private long head;
  private long dropped;
  private long depth;
  // Records of the delivery under way. A drop among them counts only if the delivery fails.
  private long deliveringBefore;
  private long droppedInDelivery;

  private Lane(Path directory, long segmentBytes) {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
  }

  static Lane open(Path directory, long segmentBytes) throws IOException {
    DurableFile.createDirectories(directory);
    Lane lane = new Lane(directory, segmentBytes);
    boolean cursor = lane.readCursor();
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> logs =
          files.filter(f -> f.getFileName().toString().matches("\\d{20}\\.log")).sorted().toList();
      for (Path log : logs) {
        lane.segments.add(Segment.open(log));
      }
    }
    boolean cut = !lane.segments.isEmpty() && lane.segments.getLast().cutTail();
    boolean first = !lane.segments.isEmpty() && lane.segments.getFirst().first() == 0;
    Optional<String> known = LaneName.read(directory);
    // Numbers that were given out may be given out again: then not under the same name.
    boolean keeps = known.isPresent() && !cut && (cursor || first);
    lane.name = keeps ? known.get() : LaneName.make(directory);
    lane.skipTo(lane.head);
    lane.depth = lane.segments.stream().mapToLong(Segment::size).sum();
    return lane;
  }

  void append(byte[] payload) throws IOException {
    // A cursor past the last record means that a disk lost what was delivered: numbers go on.
    if (segments.isEmpty()
        || segments.getLast().bytes() >= segmentBytes
        || segments.getLast().next() < head) {
      long next = segments.isEmpty() ? head : Math.max(head, segments.getLast().next());
      segments.addLast(Segment.create(directory, next));
      DurableFile.syncDirectory(directory);
    }
    segments.getLast().append(payload);
    depth++;
  }

  /** Hands out records from the oldest on until the reader has enough. */
  void forEach(Reader reader) throws IOException {
    for (Segment segment : segments) {
      Iterator<Segment.Entry> entries = segment.entries();
      while (entries.hasNext()) {
        Segment.Entry entry = entries.next();
        if (!reader.take(entry.sequence(), segment.read(entry))) {
          return;
        }
      }
    }
  }

  void delivering(long before) {
    deliveringBefore = before;
  }

  void delivered() throws IOException {
    droppedInDelivery = 0;
    if (deliveringBefore > head) {
      moveTo(deliveringBefore);
      // Not fsynced: if it is lost, records are delivered again, and the hub counts them once.
      DurableFile.replace(directory.resolve("cursor"), cursor());
    }
    deliveringBefore = 0;
  }

  void notDelivered() {
    dropped += droppedInDelivery;
    droppedInDelivery = 0;
    deliveringBefore = 0;
  }

  /** Drops the oldest record. */
  void dropOldest() throws IOException {
    if (depth == 0) {
      return;
    }
    if (head < deliveringBefore) {
      droppedInDelivery++;
    } else {
      dropped++;
    }
    moveTo(head + 1);
  }

  /** Under which its numbers are good. */
  String name() {
    return name;
  }

  long bytes() {
    return segments.stream().mapToLong(Segment::bytes).sum();
  }

  long depth() {
    return depth;
  }

  long dropped() {
    return dropped;
  }

  private void moveTo(long sequence) throws IOException {
    head = sequence;
    skipTo(sequence);
    depth = segments.stream().mapToLong(Segment::size).sum();
  }

  /**
   * Lets go of what is before the sequence; records that a broken segment lost count as dropped.
   */
  private void skipTo(long sequence) throws IOException {
    for (Segment segment : segments) {
      segment.dropBefore(sequence);
    }
    while (!segments.isEmpty() && isDone(segments.getFirst())) {
      Segment done = segments.removeFirst();
      head = Math.max(head, done.next());
      if (!segments.isEmpty()) {
        long lost = segments.getFirst().first() - head;
        if (lost > 0) {
          dropped += lost;
          head = segments.getFirst().first();
        }
      }
      DurableFile.write(directory.resolve("cursor"), cursor());
      Files.deleteIfExists(done.file());
      DurableFile.syncDirectory(directory);
    }
    if (!segments.isEmpty()) {
      Segment first = segments.getFirst();
      head = Math.max(head, first.isEmpty() ? first.next() : first.entries().next().sequence());
    }
  }

  /** The last segment is kept until it is full: making files is dearer than filling them. */
  private boolean isDone(Segment segment) {
    return segment.isEmpty() && (segments.size() > 1 || segment.bytes() >= segmentBytes);
  }

  private byte[] cursor() {
    ByteBuffer cursor =
        ByteBuffer.allocate(CURSOR).putLong(head).putLong(dropped + droppedInDelivery);
    return cursor.putInt(crc(cursor.array())).array();
  }

  private boolean readCursor() throws IOException {
    Path file = directory.resolve("cursor");
    if (!Files.exists(file)) {
      return false;
    }
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length != CURSOR || ByteBuffer.wrap(bytes).getInt(16) != crc(bytes)) {
      LOG.warn("{} cannot be read: what was dropped before is not known any more", file);
      return false;
    }
    head = ByteBuffer.wrap(bytes).getLong(0);
    dropped = ByteBuffer.wrap(bytes).getLong(8);
    return true;
  }

  private static int crc(byte[] cursor) {
    CRC32C crc = new CRC32C();
    crc.update(cursor, 0, 16);
    return (int) crc.getValue();
  }
}
