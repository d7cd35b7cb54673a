package dev.ionosphere.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.store.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A device that appends, and keeps in memory what the disk does not take, and a hub that counts a
 * record once by lane and number. It knows what the spool must have and must count.
 */
final class TestingSpoolDriver {

  /** Small enough that a segment has four records and the spool about three segments. */
  static final long BOUND = 4_096;

  static final int SEGMENT = 4;

  private static final int LENGTH = 300;

  private final Path directory;
  private final Deque<String> pending = new ArrayDeque<>();
  private final Set<String> acknowledged = new HashSet<>();
  private final Map<String, String> hub = new HashMap<>();
  private final Set<String> aside = new HashSet<>();
  private int made;
  Spool spool;

  TestingSpoolDriver(Disk disk, Path directory) throws IOException {
    this.directory = directory;
    this.spool = Spool.open(disk, directory, BOUND);
  }

  /** The program begins again on its disk; what waited for the disk is known no more. */
  void restartAfterPowerCut() throws IOException {
    pending.clear();
    restart(Disk.local());
  }

  void restart(Disk disk) throws IOException {
    spool = Spool.open(disk, directory, BOUND);
  }

  /** Appends windows; what is not taken waits for the next. The first failure is handed on. */
  void append(int windows, boolean bad) throws IOException {
    for (int i = 0; i < windows; i++) {
      pending.add((bad ? "bad-" : "window-") + made++);
    }
    flush();
  }

  void flush() throws IOException {
    while (!pending.isEmpty()) {
      String text = pending.getFirst();
      byte[] payload =
          (text + " ".repeat(LENGTH - text.length())).getBytes(StandardCharsets.US_ASCII);
      spool.append(Priority.WINDOW, payload, rows(text));
      acknowledged.add(text);
      pending.removeFirst();
    }
  }

  /** What happens while a delivery is under way. */
  @FunctionalInterface
  interface Meanwhile {
    void run() throws IOException;
  }

  /** Answers how many records went. */
  int deliver(int most) throws IOException {
    return deliver(most, () -> {});
  }

  int deliver(int most, Meanwhile meanwhile) throws IOException {
    Spool.Delivery delivery = spool.next(most, Long.MAX_VALUE);
    for (Spool.Entry entry : delivery.records()) {
      String text = new String(entry.payload(), StandardCharsets.US_ASCII).strip();
      assertThat(entry.rows()).isEqualTo(rows(text));
      if (text.startsWith("bad")) {
        aside.add(text);
        spool.putAside(entry, "it is bad");
      } else {
        hub.put(entry.lane() + "/" + entry.sequence(), text);
      }
    }
    meanwhile.run();
    spool.delivered();
    return delivery.size();
  }

  void drain() throws IOException {
    while (spool.depth() > 0) {
      assertThat(deliver(5)).isPositive();
    }
  }

  /**
   * Every record that was acknowledged is at the hub, put aside or dropped, and counted as such.
   */
  void check(String when) {
    check(when, 0);
  }

  /**
   * @param twice how many records more may count as dropped than are missing
   */
  void check(String when, int twice) {
    Tally missing = missing();
    assertThat(spool.drops().records())
        .as("dropped, %s", when)
        .isBetween(missing.records(), missing.records() + twice);
    if (spool.drops().records() == missing.records()) {
      assertThat(spool.drops()).as("dropped, %s", when).isEqualTo(missing);
    }
    assertThat(spool.aside()).as("aside, %s", when).isEqualTo(tally(aside));
  }

  /** Acknowledged, and neither at the hub nor put aside. */
  Tally missing() {
    Set<String> missing = new HashSet<>(acknowledged);
    missing.removeAll(hub.values());
    missing.removeAll(aside);
    return tally(missing);
  }

  /** Those that the hub counted more than once. */
  List<String> twice() {
    List<String> all = new ArrayList<>(hub.values());
    new HashSet<>(all).forEach(all::remove);
    return all;
  }

  private static Tally tally(Collection<String> texts) {
    return texts.stream().map(text -> new Tally(1, rows(text))).reduce(Tally.NONE, Tally::plus);
  }

  private static long rows(String text) {
    return 1_000 + Long.parseLong(text.substring(text.indexOf('-') + 1));
  }
}
