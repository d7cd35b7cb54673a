package dev.ionosphere.edge.spool;

import dev.ionosphere.edge.store.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bounded, durable, in order within a priority. When it is full, the oldest record of the least
 * important priority goes and is counted. Safe for threads; one delivery at a time.
 */
public final class Spool {

  /**
   * A record that waits.
   *
   * @param lane under which the number is good
   * @param rows that it stands for, as told when it was appended
   * @param payload absent if the disk does not hold it any more
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Entry(
      Priority priority, String lane, long sequence, long rows, byte @Nullable [] payload) {}

  /**
   * The oldest records, not yet removed.
   *
   * @param records by priority, oldest first
   */
  public record Delivery(List<Entry> records) {

    public Delivery {
      records = List.copyOf(records);
    }

    /** Payloads of a priority, those that are still there. */
    public List<byte[]> of(Priority priority) {
      List<byte[]> payloads = new ArrayList<>();
      for (Entry entry : records) {
        byte @Nullable [] payload = entry.payload();
        if (entry.priority() == priority && payload != null) {
          payloads.add(payload);
        }
      }
      return payloads;
    }

    public int size() {
      return records.size();
    }
  }

  private static final long MOST_ASIDE = 1 << 20;

  private final Map<Priority, Lane> lanes = new EnumMap<>(Priority.class);
  private final Quarantine quarantine;
  private final long mostBytes;

  private Spool(Quarantine quarantine, long mostBytes) {
    this.quarantine = quarantine;
    this.mostBytes = mostBytes;
  }

  public static Spool open(Path directory, long mostBytes) throws IOException {
    return open(Disk.local(), directory, mostBytes);
  }

  /**
   * Opens the spool also if its disk takes nothing: it hands out what is there.
   *
   * @throws IOException if the disk cannot be read
   */
  public static Spool open(Disk disk, Path directory, long mostBytes) throws IOException {
    long mostAside = Math.min(MOST_ASIDE, mostBytes / 16);
    Spool spool =
        new Spool(Quarantine.open(disk, directory.resolve("aside"), mostAside), mostBytes);
    // Space comes back in whole segments: sixteen of them make the bound exact enough.
    long segmentBytes = Math.max(1_024, mostBytes / 16);
    for (Priority priority : Priority.values()) {
      String name = priority.name().toLowerCase(Locale.ROOT);
      spool.lanes.put(priority, Lane.open(disk, directory.resolve(name), segmentBytes));
    }
    return spool;
  }

  /** Appends what stands for no rows. */
  public void append(Priority priority, byte[] payload) throws IOException {
    append(priority, payload, 0);
  }

  /**
   * Durable when it returns; when it throws, the record was not taken.
   *
   * @param rows that are lost if the record is
   */
  public synchronized void append(Priority priority, byte[] payload, long rows) throws IOException {
    if (payload.length > Segment.MOST_PAYLOAD) {
      throw new IOException(
          "record of %d bytes, allowed are %d".formatted(payload.length, Segment.MOST_PAYLOAD));
    }
    long needed = Segment.HEADER + (long) payload.length;
    if (bytes() + needed > mostBytes) {
      makeRoom(priority, needed);
    }
    lane(priority).append(payload, rows);
  }

  /** Takes the oldest records, the most important first, up to about so many and so large. */
  public synchronized Delivery next(int mostRecords, long mostBytes) throws IOException {
    List<Entry> taken = new ArrayList<>();
    long[] room = {mostBytes};
    for (Priority priority : Priority.values()) {
      Lane lane = lane(priority);
      long[] before = {0};
      String name = lane.name().orElse("");
      lane.forEach((record, payload) -> {
        int length = payload.map(bytes -> bytes.length).orElse(0);
        boolean fits = taken.size() < mostRecords && (room[0] >= length || taken.isEmpty());
        if (fits) {
          taken.add(
              new Entry(priority, name, record.sequence(), record.rows(), payload.orElse(null)));
          before[0] = record.sequence() + 1;
          room[0] -= length;
        }
        return fits;
      });
      lane.delivering(before[0]);
    }
    return new Delivery(taken);
  }

  /** The records of the last {@link #next} have arrived. */
  public synchronized void delivered() {
    lanes.values().forEach(Lane::delivered);
  }

  /** The records of the last {@link #next} have not arrived and stay. */
  public synchronized void notDelivered() {
    lanes.values().forEach(Lane::notDelivered);
  }

  /**
   * The record can never be delivered: it is kept apart. It leaves its lane, and counts for good,
   * with {@link #delivered}.
   */
  public synchronized void putAside(Entry entry, String reason) {
    quarantine.put(entry, reason);
    lane(entry.priority()).putAside(entry.rows());
  }

  /** Put aside since the device was enrolled. */
  public synchronized Tally aside() {
    return sum(Lane::aside);
  }

  /** Records put aside since the device was enrolled. */
  public long putAside() {
    return aside().records();
  }

  /** Why the first of them were. */
  public synchronized List<String> reasonsPutAside() {
    return quarantine.reasons();
  }

  /** Records that wait and can be handed out. */
  public synchronized long depth() {
    return lanes.values().stream().mapToLong(Lane::depth).sum();
  }

  /** Dropped since the device was enrolled, because the spool was full or its disk lost them. */
  public synchronized Tally drops() {
    return sum(Lane::dropped);
  }

  /** Records dropped since the device was enrolled. */
  public long dropped() {
    return drops().records();
  }

  public synchronized long bytes() {
    return lanes.values().stream().mapToLong(Lane::bytes).sum();
  }

  private void makeRoom(Priority priority, long needed) throws IOException {
    // What the disk did not free before is no reason to drop more.
    for (Lane lane : lanes.values()) {
      lane.settle();
    }
    Optional<Lane> least = leastImportant(priority);
    while (bytes() + needed > mostBytes && least.isPresent()) {
      least.get().dropOldest();
      least = leastImportant(priority);
    }
  }

  private Optional<Lane> leastImportant(Priority forTheSakeOf) {
    Priority[] priorities = Priority.values();
    for (int i = priorities.length - 1; i >= forTheSakeOf.ordinal(); i--) {
      if (lane(priorities[i]).depth() > 0) {
        return Optional.of(lane(priorities[i]));
      }
    }
    return Optional.empty();
  }

  private Tally sum(Function<Lane, Tally> of) {
    return lanes.values().stream().map(of).reduce(Tally.NONE, Tally::plus);
  }

  private Lane lane(Priority priority) {
    return Objects.requireNonNull(lanes.get(priority));
  }
}
