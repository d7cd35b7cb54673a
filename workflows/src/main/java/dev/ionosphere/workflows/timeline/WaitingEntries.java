package dev.ionosphere.workflows.timeline;

import java.util.ArrayList;
import java.util.List;

/**
 * What has not reached the hub, in order and bounded: it rides in the workflow's state, which the
 * server ends past 2 MiB. What no longer fits is told by one record that counts and digests it.
 */
final class WaitingEntries {

  /** Half of what a state may have. */
  static final long MOST_BYTES = 1_000_000;

  private final String ion;
  private final List<TimelineEntry> entries = new ArrayList<>();
  private long bytes;

  /** Of the first entries, how many are on their way. */
  private int sending;

  /** How many entries the last one stands for, 0 if it stands for itself. */
  private int folded;

  WaitingEntries(String ion, List<TimelineEntry> earlier) {
    this.ion = ion;
    earlier.forEach(this::add);
  }

  void add(TimelineEntry entry) {
    TimelineEntry fitting = Batches.fitting(ion, entry);
    if (bytes + Batches.bytes(fitting) <= MOST_BYTES) {
      put(fitting);
      folded = 0;
    } else {
      fold(fitting);
    }
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<TimelineEntry> all() {
    return List.copyOf(entries);
  }

  /**
   * The next entries, at most so many; {@link #sent}, {@link #back} or {@link #setAside} ends it.
   */
  List<TimelineEntry> send(int most) {
    List<TimelineEntry> next = Batches.next(entries, most);
    sending = next.size();
    return next;
  }

  void sent() {
    List<TimelineEntry> gone = entries.subList(0, sending);
    bytes -= gone.stream().mapToLong(Batches::bytes).sum();
    gone.clear();
    sending = 0;
    if (entries.isEmpty()) {
      folded = 0;
    }
  }

  void back() {
    sending = 0;
  }

  /** Another record takes the place of the one that was sent. */
  void setAside(String reason) {
    TimelineEntry stand = SetAside.record(ion, entries.getFirst(), reason);
    bytes += Batches.bytes(stand) - Batches.bytes(entries.getFirst());
    entries.set(0, stand);
    sending = 0;
  }

  private void put(TimelineEntry entry) {
    entries.add(entry);
    bytes += Batches.bytes(entry);
  }

  private void fold(TimelineEntry entry) {
    boolean open = folded > 0 && sending < entries.size();
    if (!open) {
      put(SetAside.many(ion, entry, 1, SetAside.digest(entry)));
      folded = 1;
      return;
    }
    TimelineEntry last = entries.removeLast();
    bytes -= Batches.bytes(last);
    folded++;
    put(SetAside.further(ion, last, entry, folded));
  }
}
