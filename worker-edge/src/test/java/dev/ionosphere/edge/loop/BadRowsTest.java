package dev.ionosphere.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BadRowsTest {

  private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5);
  private final BadRows rows = new BadRows();

  @Test
  void tellsOfTheFirstAtOnceAndOfTheRestOnceAMinute() {
    assertThat(rows.add(Map.of("number", 2L), "row 1 has no number", START))
        .contains("2 rows left out; first: row 1 has no number");
    for (int second = 1; second < 60; second++) {
      assertThat(rows.add(Map.of("number", 1L), "row " + second, after(second))).isEmpty();
    }
    assertThat(rows.add(Map.of("number", 1L), "row 60", after(60)))
        .contains("60 rows left out; first: row 1");
  }

  @Test
  void tellsTheRestEvenIfNoMoreCome() {
    assertThat(rows.add(Map.of("number", 1L), "row 1", START)).isPresent();
    assertThat(rows.add(Map.of("number", 3L), "row 2", after(1))).isEmpty();
    assertThat(rows.add(Map.of(), null, after(59))).isEmpty();
    assertThat(rows.add(Map.of(), null, after(61))).contains("3 rows left out; first: row 2");
    assertThat(rows.add(Map.of(), null, after(200))).isEmpty();
  }

  @Test
  void saysHowManyForEachReason() {
    assertThat(rows.add(Map.of("missing", 250L, "fields", 10L), "row 1 is blank", START))
        .contains("260 rows left out (fields 10, missing 250); first: row 1 is blank");
  }

  /** Monotonic time may begin anywhere, and overflow. */
  private static long after(long seconds) {
    return START + TimeUnit.SECONDS.toNanos(seconds);
  }
}
