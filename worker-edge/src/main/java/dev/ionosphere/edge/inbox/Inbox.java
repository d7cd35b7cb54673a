package dev.ionosphere.edge.inbox;

import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bounded log of parcels of rows in segments. What {@link #append} has taken is on the disk. One
 * reads while others append.
 */
public final class Inbox {

  /** Most marks of a parcel, and most that are known. */
  public static final int MOST_MARKS = Marks.MOST;

  private static final Pattern NAME = Pattern.compile("\\d{19}\\.rows");
  private static final int SEGMENTS = 16;

  private final Disk disk;
  private final StateDirectory directory;
  private final long most;
  // Where each segment ends, by its number.
  private final TreeMap<Long, Long> ends = new TreeMap<>();
  // Whether something may lie behind the end of the last one.
  private boolean torn;
  // Whether the last one is not added to any more.
  private boolean full;
  private long next = 1;
  private final Marks marks = new Marks();

  private Inbox(Disk disk, StateDirectory directory, long most) {
    this.disk = disk;
    this.directory = directory;
    this.most = most;
  }

  /**
   * Opens what is there; what a power cut left half written was taken by nobody.
   *
   * @param most bytes on the disk
   */
  static Inbox open(Disk disk, StateDirectory directory, long most) throws IOException {
    Inbox inbox = new Inbox(disk, directory, most);
    if (Files.isDirectory(directory.path())) {
      try (Stream<Path> files = Files.list(directory.path())) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (NAME.matcher(name).matches()) {
            inbox.ends.put(Long.parseLong(name.substring(0, 19)), Files.size(file));
          }
        }
      }
      inbox.findEnd();
    }
    return inbox;
  }

  private void findEnd() throws IOException {
    if (ends.isEmpty()) {
      return;
    }
    long last = ends.lastKey();
    // Of the one before it, the marks.
    for (long segment : ends.descendingKeySet().stream().limit(2).sorted().toList()) {
      long end = 0;
      try (FileChannel channel = FileChannel.open(file(segment), StandardOpenOption.READ)) {
        Optional<Parcel> parcel = Parcel.read(channel, end);
        while (parcel.isPresent()) {
          marks.add(parcel.get().marks());
          end = parcel.get().next();
          parcel = Parcel.read(channel, end);
        }
        torn = channel.size() > end;
      }
      if (segment == last) {
        ends.put(last, end);
      }
    }
    next = last + 1;
  }

  private Path file(long segment) {
    return directory.path().resolve("%019d.rows".formatted(segment));
  }

  /**
   * Keeps rows, all of them or none: durable when it returns.
   *
   * @throws InboxFullException if too many wait
   * @throws IOException if the disk does not take them; they may be there all the same
   */
  public void append(byte[] rows) throws IOException {
    append(List.of(new Brought(rows, List.of())));
  }

  /**
   * Keeps what came one after the other, as {@link #append(byte[])} does. Of what a power cut
   * interrupts, the first ones may be there.
   */
  public synchronized void append(List<Brought> came) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    came.forEach(one -> all.writeBytes(Parcel.bytes(one.rows(), one.marks())));
    byte[] parcels = all.toByteArray();
    long waiting = waiting();
    if (waiting + parcels.length > most) {
      throw new InboxFullException(
          "%d bytes of rows wait to be scored, allowed are %d".formatted(waiting, most));
    }
    mend();
    if (full || ends.isEmpty() || ends.lastEntry().getValue() >= most / SEGMENTS) {
      directory.make();
      disk.write(file(next), new byte[0]);
      disk.syncDirectory(directory.path());
      ends.put(next++, 0L);
      full = false;
    }
    long last = ends.lastKey();
    long end = ends.lastEntry().getValue();
    torn = true;
    disk.writeAt(file(last), end, parcels);
    disk.force(file(last));
    torn = false;
    ends.put(last, end + parcels.length);
    came.forEach(one -> marks.add(one.marks()));
  }

  /**
   * Whether that is here, or was and is counted, as far as the last segments tell; the newest
   * {@link #MOST_MARKS} are known.
   */
  public synchronized boolean has(Mark mark) {
    return marks.has(mark);
  }

  /** Waits, once it is full, until a quarter of it is free. */
  public synchronized void awaitRoom() throws InterruptedException {
    while (waiting() > most - most / 4) {
      wait();
    }
  }

  private long waiting() {
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }

  private void mend() throws IOException {
    if (torn) {
      disk.truncate(file(ends.lastKey()), ends.lastEntry().getValue());
      disk.force(file(ends.lastKey()));
      torn = false;
    }
  }

  /**
   * Where a reader is who was there: on what the disk still has. Numbers that were read are not
   * given out again.
   */
  synchronized InboxPosition found(InboxPosition from) {
    next = Math.max(next, from.segment() + 1);
    long end = ends.getOrDefault(from.segment(), -1L);
    if (from.parcel() <= end) {
      return from;
    }
    @Nullable Long later = ends.higherKey(from.segment());
    // A disk that lost what had been read: new rows must not come to lie before that.
    full |= end >= 0 && later == null;
    return later == null ? from : from.at(later, 0);
  }

  /** The place of the next parcel at or after that; empty if there is none yet. */
  synchronized Optional<InboxPosition> next(InboxPosition from) {
    @Nullable Long end = ends.get(from.segment());
    if (end != null && from.parcel() < end) {
      return Optional.of(from);
    }
    return ends.tailMap(from.segment(), false).entrySet().stream()
        .filter(segment -> segment.getValue() > 0)
        .findFirst()
        .map(segment -> from.at(segment.getKey(), 0));
  }

  /** The parcel there; empty if it is damaged. */
  Optional<Parcel> read(InboxPosition at) throws IOException {
    try (FileChannel channel = FileChannel.open(file(at.segment()), StandardOpenOption.READ)) {
      return Parcel.read(channel, at.parcel());
    }
  }

  /** Where the segment ends now. */
  synchronized long end(long segment) {
    return ends.getOrDefault(segment, 0L);
  }

  /** Bytes from that place on. */
  synchronized long waiting(InboxPosition from) {
    long bytes = 0;
    for (Map.Entry<Long, Long> segment : ends.tailMap(from.segment(), true).entrySet()) {
      boolean first = segment.getKey() == from.segment();
      bytes += Math.max(0, segment.getValue() - (first ? from.parcel() : 0));
    }
    return bytes;
  }

  /** Deletes what lies in segments before that. */
  synchronized void release(long segment) throws IOException {
    List<Long> done = new ArrayList<>(ends.headMap(Math.min(segment, next - 1)).keySet());
    for (long before : done) {
      disk.delete(file(before));
      disk.syncDirectory(directory.path());
      ends.remove(before);
    }
    notifyAll();
  }
}
