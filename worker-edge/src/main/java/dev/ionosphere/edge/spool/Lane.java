package dev.ionosphere.edge.spool;

import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One first-in-first-out log in segments. Its {@link Mark} is durable before a segment that it has
 * passed is deleted, so a crash brings back records, never a wrong count. What the disk does not
 * take now is tried again with each append and each delivery. Not safe for threads: the spool holds
 * the lock.
 */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /** Takes records; answers whether it wants more. */
  @FunctionalInterface
  interface Reader {
    /**
     * @param payload nothing if it cannot be read any more
     */
    boolean take(Segment.Entry entry, Optional<byte[]> payload);
  }

  private final Disk disk;
  private final Path directory;
  private final long segmentBytes;
  private final Cursor cursor;
  private final Deque<Segment> segments = new ArrayDeque<>();
  // All of it is behind the head. Deleted once the cursor says so.
  private final Deque<Segment> finished = new ArrayDeque<>();
  private Mark mark = Mark.of(0);
  // Records of the delivery under way. A drop among them counts only if the delivery fails.
  private long deliveringBefore;
  private Tally droppedInDelivery = Tally.NONE;
  private Tally asideInDelivery = Tally.NONE;
  private boolean failing;

  private Lane(Disk disk, Path directory, long segmentBytes) throws IOException {
    this.disk = disk;
    this.directory = directory;
    this.segmentBytes = segmentBytes;
    this.cursor = Cursor.open(disk, directory);
  }

  static Lane open(Disk disk, Path directory, long segmentBytes) throws IOException {
    Lane lane = new Lane(disk, directory, segmentBytes);
    lane.readSegments();
    lane.begin();
    lane.tryToSettle();
    return lane;
  }

  private void readSegments() throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path log :
          files
              .filter(f -> f.getFileName().toString().matches("\\d{20}\\.log"))
              .sorted()
              .toList()) {
        segments.add(Segment.open(disk, log));
      }
    }
  }

  /** Numbers that were given out may be given out again: then not under the same name. */
  private void begin() {
    boolean torn = !segments.isEmpty() && segments.getLast().isTorn();
    Mark known =
        cursor
            .mark()
            .orElseGet(() -> Mark.of(segments.isEmpty() ? 0 : segments.getFirst().first()));
    mark = torn || !known.isNamed() ? known.renamed() : known;
    advance(mark.head());
  }

  void append(byte[] payload, long rows) throws IOException {
    // No number is given out under a name that may be forgotten.
    settle();
    // A cursor past the last record means that a disk lost what was delivered: numbers go on.
    if (segments.isEmpty()
        || segments.getLast().bytes() >= segmentBytes
        || segments.getLast().next() < mark.head()) {
      long next =
          segments.isEmpty() ? mark.head() : Math.max(mark.head(), segments.getLast().next());
      Segment made = Segment.create(disk, directory, next);
      disk.syncDirectory(directory);
      segments.addLast(made);
      advance(mark.head());
    }
    segments.getLast().append(payload, rows);
  }

  /** Hands out records from the oldest on until the reader has enough. */
  void forEach(Reader reader) throws IOException {
    if (name().isEmpty()) {
      return;
    }
    for (Segment segment : segments) {
      Iterator<Segment.Entry> entries = segment.entries();
      while (entries.hasNext()) {
        Segment.Entry entry = entries.next();
        if (!reader.take(entry, segment.read(entry))) {
          return;
        }
      }
    }
  }

  void delivering(long before) {
    deliveringBefore = before;
  }

  /** A record of the delivery under way will never be taken. It counts when that has arrived. */
  void putAside(long rows) {
    asideInDelivery = asideInDelivery.plus(new Tally(1, rows));
  }

  /** If the disk does not take it, records are delivered again, and the hub counts them once. */
  void delivered() {
    mark = mark.plusAside(asideInDelivery);
    droppedInDelivery = Tally.NONE;
    asideInDelivery = Tally.NONE;
    advance(deliveringBefore);
    deliveringBefore = 0;
    tryToSettle();
  }

  void notDelivered() {
    mark = mark.plusDropped(droppedInDelivery);
    droppedInDelivery = Tally.NONE;
    asideInDelivery = Tally.NONE;
    deliveringBefore = 0;
  }

  /**
   * Drops the oldest segment: space comes back in no smaller piece.
   *
   * @throws IOException if there is no more space than before; then no record, or one segment, was
   *     dropped, and counted
   */
  void dropOldest() throws IOException {
    settle();
    Segment oldest = segments.getFirst();
    Tally unsure = oldest.waiting(0, deliveringBefore);
    Mark next =
        mark.at(oldest.next()).plusDropped(oldest.waiting(deliveringBefore, Long.MAX_VALUE));
    cursor.write(next.plusDropped(droppedInDelivery.plus(unsure)));
    mark = next;
    droppedInDelivery = droppedInDelivery.plus(unsure);
    finished.addLast(segments.removeFirst());
    advance(mark.head());
    settle();
  }

  /** Under which its numbers are good; nothing as long as none is durable. */
  Optional<String> name() {
    return cursor.mark().filter(Mark::isNamed).map(Mark::shownName);
  }

  long bytes() {
    return Stream.concat(finished.stream(), segments.stream()).mapToLong(Segment::bytes).sum();
  }

  /** Records that can be handed out. */
  long depth() {
    return name().isEmpty() ? 0 : segments.stream().mapToLong(Segment::size).sum();
  }

  Tally dropped() {
    return mark.dropped();
  }

  Tally aside() {
    return mark.aside().plus(asideInDelivery);
  }

  /** Lets go of what is before the number. What a broken or missing segment lost is dropped. */
  private void advance(long sequence) {
    for (Segment segment : segments) {
      segment.dropBefore(Math.max(mark.head(), sequence));
    }
    long reached = mark.head();
    long lost = 0;
    while (!segments.isEmpty()) {
      Segment oldest = segments.getFirst();
      lost += Math.max(0, oldest.first() - reached);
      reached = Math.max(reached, oldest.first());
      if (!isDone(oldest)) {
        break;
      }
      reached = Math.max(reached, oldest.next());
      finished.addLast(segments.removeFirst());
    }
    mark = mark.at(Math.max(reached, sequence)).plusDropped(new Tally(lost, 0));
  }

  /** The last segment is kept until it is full: making files is dearer than filling them. */
  private boolean isDone(Segment segment) {
    return segment.isEmpty() && (segments.size() > 1 || segment.bytes() >= segmentBytes);
  }

  private void tryToSettle() {
    try {
      settle();
    } catch (IOException e) {
      if (!failing) {
        LOG.warn("{} cannot be kept, it is tried again: {}", directory, e.toString());
      }
      failing = true;
    }
  }

  /** Brings to the disk what it has not taken so far; a name before its numbers are used again. */
  void settle() throws IOException {
    Mark wanted = mark.plusDropped(droppedInDelivery);
    if (cursor.mark().filter(wanted::equals).isEmpty()) {
      new StateDirectory(disk, directory).make();
      cursor.write(wanted);
    }
    if (!segments.isEmpty()) {
      segments.getLast().mend();
    }
    while (!finished.isEmpty()) {
      disk.delete(finished.getFirst().file());
      disk.syncDirectory(directory);
      finished.removeFirst();
    }
    if (failing) {
      LOG.info("{} is kept again", directory);
    }
    failing = false;
  }
}
