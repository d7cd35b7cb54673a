package dev.ionosphere.edge.spool;

import dev.ionosphere.edge.store.DurableFile;
import dev.ionosphere.edge.store.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
 * Records that will never be delivered, for people to look at: kept up to a bound, counted beyond
 * it. Each counts once, also when a crash brings it back to the lane. Not safe for threads.
 */
final class Quarantine {

  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
  private static final int MOST_REASONS = 10;
  private static final int MOST_REASON = 300;

  /**
   * What is durable beside the records.
   *
   * @param last newest number put aside, by lane; those before it are not put aside again
   * @param reasons of the first ones
   */
  private record State(long count, Map<String, Long> last, List<String> reasons) {
    State {
      last = Map.copyOf(last);
      reasons = List.copyOf(reasons);
    }
  }

  /** A line of the file. */
  private record Line(
      String lane, long sequence, String priority, String reason, byte @Nullable [] payload) {}

  private final Path directory;
  private final long mostBytes;
  private State state;

  private Quarantine(Path directory, long mostBytes, State state) {
    this.directory = directory;
    this.mostBytes = mostBytes;
    this.state = state;
  }

  static Quarantine open(Path directory, long mostBytes) throws IOException {
    DurableFile.createDirectories(directory);
    return new Quarantine(directory, mostBytes, read(directory));
  }

  /** A disk that takes nothing keeps no delivery back: then the record is only counted. */
  void put(Spool.Entry entry, String reason) {
    if (entry.sequence() <= state.last().getOrDefault(entry.lane(), -1L)) {
      return;
    }
    String shown = reason.substring(0, Math.min(MOST_REASON, reason.length()));
    LOG.warn("record {} of {} is put aside: {}", entry.sequence(), entry.priority(), shown);
    try {
      keep(
          new Line(
              entry.lane(), entry.sequence(), entry.priority().name(), shown, entry.payload()));
    } catch (IOException e) {
      LOG.warn("record {} is not kept: {}", entry.sequence(), e.toString());
    }
    Map<String, Long> last = new HashMap<>(state.last());
    last.put(entry.lane(), entry.sequence());
    List<String> reasons = new ArrayList<>(state.reasons());
    if (reasons.size() < MOST_REASONS) {
      reasons.add(shown);
    }
    state = new State(state.count() + 1, last, reasons);
    try {
      DurableFile.write(directory.resolve("state.json"), Json.write(state));
    } catch (IOException e) {
      LOG.warn("the count of records put aside is not kept: {}", e.toString());
    }
  }

  long count() {
    return state.count();
  }

  List<String> reasons() {
    return state.reasons();
  }

  private void keep(Line line) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Json.write(line));
    bytes.write('\n');
    Path file = directory.resolve("records.jsonl");
    long size = Files.exists(file) ? Files.size(file) : 0;
    if (size + bytes.size() <= mostBytes) {
      Files.write(file, bytes.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      DurableFile.sync(file);
    }
  }

  private static State read(Path directory) {
    Path file = directory.resolve("state.json");
    if (Files.exists(file)) {
      try {
        return Json.read(Files.readAllBytes(file), State.class);
      } catch (IOException e) {
        LOG.warn("{} cannot be read, counting starts at 0: {}", file, e.toString());
      }
    }
    return new State(0, Map.of(), List.of());
  }
}
