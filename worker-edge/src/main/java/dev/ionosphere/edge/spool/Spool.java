package dev.ionosphere.edge.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
   * @param payload absent if the disk does not hold it any more
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Entry(Priority priority, String lane, long sequence, byte @Nullable [] payload) {}

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
    Spool spool =
        new Spool(
            Quarantine.open(directory.resolve("aside"), Math.min(MOST_ASIDE, mostBytes / 16)),
            mostBytes);
    // Space comes back in whole segments: sixteen of them make the bound exact enough.
    long segmentBytes = Math.max(1_024, mostBytes / 16);
    for (Priority priority : Priority.values()) {
      String name = priority.name().toLowerCase(java.util.Locale.ROOT);
      spool.lanes.put(priority, Lane.open(directory.resolve(name), segmentBytes));
    }
    return spool;
  }

  /** Durable when it returns; when it throws, the record was not taken. */
  public synchronized void append(Priority priority, byte[] payload) throws IOException {
    if (payload.length > Segment.MOST_PAYLOAD) {
      throw new IOException(
          "record of %d bytes, allowed are %d".formatted(payload.length, Segment.MOST_PAYLOAD));
    }
    while (bytes() + Segment.HEADER + payload.length > mostBytes && dropLeastImportant(priority)) {
      // Goes on until there is room.
    }
    lane(priority).append(payload);
  }

  /** Takes the oldest records, the most important first, up to about so many and so large. */
  public synchronized Delivery next(int mostRecords, long mostBytes) throws IOException {
    List<Entry> taken = new ArrayList<>();
    long[] room = {mostBytes};
    for (Priority priority : Priority.values()) {
      Lane lane = lane(priority);
      long[] before = {0};
      lane.forEach((sequence, payload) -> {
        int length = payload.map(bytes -> bytes.length).orElse(0);
        boolean fits = taken.size() < mostRecords && (room[0] >= length || taken.isEmpty());
        if (fits) {
          taken.add(new Entry(priority, lane.name(), sequence, payload.orElse(null)));
          before[0] = sequence + 1;
          room[0] -= length;
        }
        return fits;
      });
      lane.delivering(before[0]);
    }
    return new Delivery(taken);
  }

  /** The records of the last {@link #next} have arrived. */
  public synchronized void delivered() throws IOException {
    for (Lane lane : lanes.values()) {
      lane.delivered();
    }
  }

  /** The records of the last {@link #next} have not arrived and stay. */
  public synchronized void notDelivered() {
    lanes.values().forEach(Lane::notDelivered);
  }

  /**
   * The record can never be delivered: it is kept apart, and counted. It leaves its lane with
   * {@link #delivered}.
   */
  public synchronized void putAside(Entry entry, String reason) {
    quarantine.put(entry, reason);
  }

  /** Records put aside since the device was enrolled. */
  public synchronized long putAside() {
    return quarantine.count();
  }

  /** Why the first of them were. */
  public synchronized List<String> reasonsPutAside() {
    return quarantine.reasons();
  }

  /** Records waiting. */
  public synchronized long depth() {
    return lanes.values().stream().mapToLong(Lane::depth).sum();
  }

  public synchronized long dropped() {
    return lanes.values().stream().mapToLong(Lane::dropped).sum();
  }

  public synchronized long bytes() {
    return lanes.values().stream().mapToLong(Lane::bytes).sum();
  }

  private boolean dropLeastImportant(Priority forTheSakeOf) throws IOException {
    Priority[] priorities = Priority.values();
    for (int i = priorities.length - 1; i >= forTheSakeOf.ordinal(); i--) {
      if (lane(priorities[i]).depth() > 0) {
        lane(priorities[i]).dropOldest();
        return true;
      }
    }
    return false;
  }

  private Lane lane(Priority priority) {
    return java.util.Objects.requireNonNull(lanes.get(priority));
  }
}
