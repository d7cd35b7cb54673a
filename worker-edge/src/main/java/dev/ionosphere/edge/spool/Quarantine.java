package dev.ionosphere.edge.spool;

import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.store.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that will never be delivered, for people to look at, as far as the disk takes them and up
 * to a bound. Their lanes count them. Not safe for threads.
 */
final class Quarantine {

  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
  private static final String STATE = "state.json";
  private static final int MOST_REASONS = 10;
  private static final int MOST_REASON = 300;

  /**
   * What is durable beside the records.
   *
   * @param last newest number put aside, by lane; those before it are not put aside again
   * @param reasons of the first ones
   */
  private record State(Map<String, Long> last, List<String> reasons) {
    State {
      last = Map.copyOf(last);
      reasons = List.copyOf(reasons);
    }
  }

  /** A line of the file. */
  private record Line(
      String lane,
      long sequence,
      String priority,
      long rows,
      String reason,
      byte @Nullable [] payload) {}

  private final Disk disk;
  private final StateDirectory directory;
  private final Path file;
  private final long mostBytes;
  private State state;

  private Quarantine(Disk disk, StateDirectory directory, long mostBytes, State state) {
    this.disk = disk;
    this.directory = directory;
    this.file = directory.path().resolve("records.jsonl");
    this.mostBytes = mostBytes;
    this.state = state;
  }

  static Quarantine open(Disk disk, Path directory, long mostBytes) {
    StateDirectory states = new StateDirectory(disk, directory);
    Stored<State> stored = states.read(STATE, State.class);
    stored.fault().ifPresent(why -> LOG.warn("{}", why));
    State state = stored.value().orElseGet(() -> new State(Map.of(), List.of()));
    return new Quarantine(disk, states, mostBytes, state);
  }

  /** A disk that takes nothing keeps no delivery back: then the record is only counted. */
  void put(Spool.Entry entry, String reason) {
    if (entry.sequence() <= state.last().getOrDefault(entry.lane(), -1L)) {
      return;
    }
    String shown = reason.substring(0, Math.min(MOST_REASON, reason.length()));
    LOG.warn("record {} of {} is put aside: {}", entry.sequence(), entry.priority(), shown);
    try {
      keep(line(entry, shown));
    } catch (IOException e) {
      LOG.warn("record {} is not kept, only counted: {}", entry.sequence(), e.toString());
    }
    Map<String, Long> last = new HashMap<>(state.last());
    last.put(entry.lane(), entry.sequence());
    List<String> reasons = new ArrayList<>(state.reasons());
    if (reasons.size() < MOST_REASONS) {
      reasons.add(shown);
    }
    state = new State(last, reasons);
    try {
      directory.write(STATE, Json.write(state));
    } catch (IOException e) {
      LOG.warn("why records were put aside is not kept: {}", e.toString());
    }
  }

  List<String> reasons() {
    return state.reasons();
  }

  private static byte[] line(Spool.Entry entry, String reason) {
    return Json.write(
        new Line(
            entry.lane(),
            entry.sequence(),
            entry.priority().name(),
            entry.rows(),
            reason,
            entry.payload()));
  }

  private void keep(byte[] line) throws IOException {
    directory.make();
    boolean there = Files.exists(file);
    long size = there ? Files.size(file) : 0;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (size > 0 && !endsALine(size)) {
      // The power went while it was written.
      bytes.write('\n');
    }
    bytes.writeBytes(line);
    bytes.write('\n');
    if (size + bytes.size() > mostBytes) {
      return;
    }
    if (!there) {
      disk.write(file, new byte[0]);
      disk.syncDirectory(directory.path());
    }
    disk.writeAt(file, size, bytes.toByteArray());
    disk.force(file);
  }

  private boolean endsALine(long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.read(last, size - 1) == 1 && last.get(0) == '\n';
    }
  }
}
