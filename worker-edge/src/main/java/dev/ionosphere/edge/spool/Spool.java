package dev.ionosphere.edge.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Bounded, durable, in order within a priority. When it is full, the oldest record of the least
 * important priority goes and is counted. Safe for threads; one delivery at a time.
 */
public final class Spool {

  /**
   * The oldest records, not yet removed.
   *
   * @param records payloads by priority, oldest first
   */
  public record Delivery(Map<Priority, List<byte[]>> records) {

    public List<byte[]> of(Priority priority) {
      return records.getOrDefault(priority, List.of());
    }

    public int size() {
      return records.values().stream().mapToInt(List::size).sum();
    }
  }

  private final Map<Priority, Lane> lanes = new EnumMap<>(Priority.class);
  private final long mostBytes;

  private Spool(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  public static Spool open(Path directory, long mostBytes) throws IOException {
    Spool spool = new Spool(mostBytes);
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
    Map<Priority, List<byte[]>> records = new EnumMap<>(Priority.class);
    long[] room = {mostRecords, mostBytes};
    for (Priority priority : Priority.values()) {
      List<byte[]> taken = new ArrayList<>();
      long[] before = {0};
      lane(priority)
          .forEach((sequence, payload) -> {
            boolean fits = room[0] > 0 && (room[1] >= payload.length || room[0] == mostRecords);
            if (fits) {
              taken.add(payload);
              before[0] = sequence + 1;
              room[0]--;
              room[1] -= payload.length;
            }
            return fits;
          });
      lane(priority).delivering(before[0]);
      records.put(priority, taken);
    }
    return new Delivery(records);
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

  /** The record at the head can never be delivered: it goes, counted as dropped. */
  public synchronized void dropUndeliverable() throws IOException {
    notDelivered();
    for (Lane lane : lanes.values()) {
      if (lane.depth() > 0) {
        lane.dropOldest();
        return;
      }
    }
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
