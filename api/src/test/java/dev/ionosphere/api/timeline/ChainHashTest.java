package dev.ionosphere.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChainHashTest {

  private static final List<String> PIECES =
      Stream.concat(
              Stream.of(
                  "a",
                  "retrain",
                  "seven77",
                  "eight888",
                  "nine99999",
                  "\"",
                  "\\",
                  "/",
                  "\u007f",
                  "\u0080",
                  "ü",
                  "ÿ",
                  "\u0100",
                  "€",
                  "\u2028",
                  "\uD83D\uDE00",
                  "\uD83D",
                  "\uDE00",
                  "\uFFFF",
                  " ",
                  "!",
                  "#",
                  "[",
                  "]",
                  "~",
                  ""),
              IntStream.range(0, ' ').mapToObj(Character::toString))
          .toList();

  /** Each kind of number, text and nesting that data may have. */
  private static final Map<String, Object> ODD =
      Map.of(
          "nested", Map.of("b", Map.of("a", List.of(Map.of(), List.of(), "\uD83D\"")), "", 0),
          "whole",
              List.of(0, -1, Integer.MIN_VALUE, Long.MAX_VALUE, new BigInteger("9".repeat(40))),
          "broken", List.of(0.1, -0.0, 1e-300, Double.MAX_VALUE, 1.5f, new BigDecimal("1.10")),
          "no", List.of(Double.NaN, Double.NEGATIVE_INFINITY, true, false));

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
  void whatNeighboursHaveInCommonIsThatOfEach() {
    ChainHash chain = new ChainHash();
    for (String ion : List.of("", "", "pump", "pump", "pumps", "pump\"", "pump\"", "pump", "")) {
      TimelineRecord one = record(1);
      TimelineRecord record =
          new TimelineRecord(
              null,
              ion,
              1,
              "k",
              one.occurredAt(),
              "kind",
              ion,
              "s",
              ion.isEmpty() ? null : ion,
              null,
              ion,
              "{}",
              "w",
              ion,
              Chain.START,
              "");
      assertThat(chain.of(record)).isEqualTo(Sha256.hex(Chain.START + canonical(record)));
    }
  }

  @Test
  void everyCharacterAtEveryPlace() {
    ChainHash chain = new ChainHash();
    for (char unit = 0; unit < 0x180; unit++) {
      for (int place = 0; place < 18; place++) {
        String text = "x".repeat(place) + unit + "x".repeat(17 - place);
        TimelineRecord record =
            new TimelineRecord(
                null,
                text,
                1,
                text.substring(0, place + 1),
                Instant.EPOCH,
                text.substring(place),
                "a",
                "s",
                null,
                null,
                null,
                "{}",
                "w",
                "r",
                Chain.START,
                "");
        assertThat(chain.of(record)).isEqualTo(Sha256.hex(Chain.START + canonical(record)));
      }
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
        Json.canonical(Map.of("text", text(), "odd", number % 3 == 0 ? ODD : text())),
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
