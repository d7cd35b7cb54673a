package dev.ionosphere.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BadRowsTest {

  private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5);
  private final BadRows rows = new BadRows();

  @Test
  void tellsOfTheFirstAtOnceAndOfTheRestOnceAMinute() {
    assertThat(rows.add(2, "row 1 has no number", START))
        .contains("2 rows left out; first: row 1 has no number");
    for (int second = 1; second < 60; second++) {
      assertThat(rows.add(1, "row " + second, after(second))).isEmpty();
    }
    assertThat(rows.add(1, "row 60", after(60))).contains("60 rows left out; first: row 1");
  }

  @Test
  void tellsTheRestEvenIfNoMoreCome() {
    assertThat(rows.add(1, "row 1", START)).isPresent();
    assertThat(rows.add(3, "row 2", after(1))).isEmpty();
    assertThat(rows.add(0, null, after(59))).isEmpty();
    assertThat(rows.add(0, null, after(61))).contains("3 rows left out; first: row 2");
    assertThat(rows.add(0, null, after(200))).isEmpty();
  }

  /** Monotonic time may begin anywhere, and overflow. */
  private static long after(long seconds) {
    return START + TimeUnit.SECONDS.toNanos(seconds);
  }
}
