package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry.Anomaly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Buckets, wherever they are, each once as the hub counts them. */
final class TestingLedger {

  /** A line of what was put aside. */
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  private record Line(String priority, byte[] payload) {}

  private final Map<String, Bucket> buckets = new LinkedHashMap<>();

  TestingLedger with(Collection<Bucket> more) {
    more.forEach(this::add);
    return this;
  }

  /** Those that wait. */
  TestingLedger with(Spool spool) throws IOException {
    for (byte[] json : spool.next(1_000_000, Long.MAX_VALUE).of(Priority.WINDOW)) {
      add(Json.read(json, Bucket.class));
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
          add(Json.read(line.payload(), Bucket.class));
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

  private void add(Bucket bucket) {
    String name =
        "%s %d %s %d"
            .formatted(bucket.digest(), bucket.generation(), bucket.start(), bucket.part());
    @Nullable Bucket before = buckets.put(name, bucket);
    if (before != null) {
      assertThat(Json.write(before)).as("one name, one part").isEqualTo(Json.write(bucket));
    }
  }

  /** How many of the first rows are in no bucket. None is in two: each is an anomaly, and named. */
  long missing(long rows, String when) {
    List<Long> named =
        buckets.values().stream()
            .flatMap(bucket -> bucket.examples().stream())
            .map(Anomaly::row)
            .toList();
    assertThat(named).as("no row twice, %s", when).doesNotHaveDuplicates();
    assertThat(named).as("no row that is not there, %s", when).allMatch(row -> row < rows);
    assertThat(buckets.values().stream().mapToLong(Bucket::rows).sum())
        .as("every row is named, %s", when)
        .isEqualTo(named.size());
    return rows - named.size();
  }
}
