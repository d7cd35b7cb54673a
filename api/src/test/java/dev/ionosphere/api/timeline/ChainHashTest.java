package dev.ionosphere.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChainHashTest {

  private static final List<String> PIECES =
      List.of("a", "retrain", "\"", "\\", "\n", "\u0001", "/", "ü", "€", "\uD83D\uDE00", " ", "");

  private static final List<Instant> TIMES =
      List.of(
          Instant.EPOCH,
          Instant.parse("2026-03-01T09:59:59Z"),
          Instant.parse("2026-03-01T23:00:00.100Z"),
          Instant.parse("2026-03-02T00:00:00.000010Z"),
          Instant.parse("2024-02-29T12:30:00.123456Z"),
          Instant.parse("2024-02-29T12:30:00.123456789Z"),
          Instant.parse("1969-12-31T23:59:59Z"),
          ColumnLimits.LATEST,
          Instant.MAX);

  private final Random random = new Random(7);

  @Test
  void isThatOfTheCanonicalJson() {
    ChainHash chain = new ChainHash();
    for (int i = 0; i < 5_000; i++) {
      TimelineRecord record = record(i);
      assertThat(chain.of(record))
          .as(canonical(record))
          .isEqualTo(Sha256.hex(record.previous() + canonical(record)));
    }
  }

  @Test
  void takesRecordsOfAnySize() {
    TimelineRecord small = record(1);
    TimelineRecord large =
        new TimelineRecord(
            null,
            "i",
            Long.MAX_VALUE,
            "k\"".repeat(5_000),
            Instant.EPOCH,
            "kind",
            "ü".repeat(9_000),
            "s",
            null,
            null,
            null,
            "{\"a\":\"" + "x".repeat(90_000) + "\"}",
            "w",
            "r",
            Chain.START,
            "");
    ChainHash chain = new ChainHash();
    String hash = chain.of(small);
    assertThat(chain.of(large)).isEqualTo(Sha256.hex(Chain.START + canonical(large)));
    assertThat(chain.of(small)).isEqualTo(hash);
  }

  private TimelineRecord record(int number) {
    return new TimelineRecord(
        null,
        text(),
        random.nextLong() >>> random.nextInt(64),
        text(),
        TIMES.get(number % TIMES.size()),
        text(),
        text(),
        text(),
        random.nextBoolean() ? null : text(),
        random.nextBoolean() ? null : text(),
        random.nextBoolean() ? null : text(),
        Json.canonical(Map.of("text", text())),
        text(),
        text(),
        Chain.START,
        "");
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** As the one mapper of storage writes it. */
  private static String canonical(TimelineRecord record) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("ion", record.ion());
    fields.put("seq", record.sequence());
    fields.put("key", record.entryKey());
    fields.put("time", record.occurredAt().toString());
    fields.put("kind", record.kind());
    fields.put("actor", record.actor());
    fields.put("subject", record.subject());
    fields.put("data", new RawValue(record.data()));
    fields.put("temporal", Map.of("workflow", record.workflow(), "run", record.workflowRun()));
    put(fields, "node", record.node());
    put(fields, "cause", record.cause());
    put(fields, "evidence", record.evidence());
    return Json.canonical(fields);
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
