package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.models.device.Telemetry.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Windows, wherever they are, each once as the hub counts them. */
final class TestingLedger {

  /** A line of what was put aside. */
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  private record Line(String priority, byte[] payload) {}

  private final Map<String, Window> windows = new LinkedHashMap<>();

  TestingLedger with(Collection<Window> more) {
    more.forEach(this::add);
    return this;
  }

  /** Those that wait. */
  TestingLedger with(Spool spool) throws IOException {
    for (byte[] json : spool.next(1_000_000, Long.MAX_VALUE).of(Priority.WINDOW)) {
      add(Json.read(json, Window.class));
    }
    spool.notDelivered();
    return this;
  }

  /** Those that were put aside and kept. */
  TestingLedger withAside(Path spool) throws IOException {
    Path aside = spool.resolve("aside/records.jsonl");
    if (Files.exists(aside)) {
      for (String text : Files.readAllLines(aside, StandardCharsets.ISO_8859_1)) {
        @Nullable Line line = line(text);
        if (line != null && line.priority().equals("WINDOW")) {
          add(Json.read(line.payload(), Window.class));
        }
      }
    }
    return this;
  }

  /** One that was cut off is none. */
  private static @Nullable Line line(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.ISO_8859_1), Line.class);
    } catch (IOException e) {
      return null;
    }
  }

  private void add(Window window) {
    @Nullable Window before = windows.put(window.digest() + " " + window.sequence(), window);
    if (before != null) {
      assertThat(Json.write(before)).as("one number, one window").isEqualTo(Json.write(window));
    }
  }

  /** How many of the first rows are in no window. None is in two. */
  long missing(long rows, String when) {
    List<Window> inOrder =
        windows.values().stream().sorted(Comparator.comparingLong(Window::firstRow)).toList();
    long next = 0;
    long missing = 0;
    for (Window window : inOrder) {
      assertThat(window.firstRow()).as("no row twice, %s", when).isGreaterThanOrEqualTo(next);
      missing += window.firstRow() - next;
      next = window.firstRow() + window.rows();
    }
    assertThat(next).as("no row that is not there, %s", when).isLessThanOrEqualTo(rows);
    return missing + rows - next;
  }
}
