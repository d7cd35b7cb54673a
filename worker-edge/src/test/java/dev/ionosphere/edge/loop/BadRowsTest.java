package dev.ionosphere.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BadRowsTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private final BadRows rows = new BadRows();

  @Test
  void tellsOfTheFirstAtOnceAndOfTheRestOnceAMinute() {
    assertThat(rows.add(2, "row 1 has no number", START))
        .contains("2 rows left out; first: row 1 has no number");
    for (int second = 1; second < 60; second++) {
      assertThat(rows.add(1, "row " + second, START.plusSeconds(second))).isEmpty();
    }
    assertThat(rows.add(1, "row 60", START.plusSeconds(60)))
        .contains("60 rows left out; first: row 1");
  }

  @Test
  void tellsTheRestEvenIfNoMoreCome() {
    assertThat(rows.add(1, "row 1", START)).isPresent();
    assertThat(rows.add(3, "row 2", START.plusSeconds(1))).isEmpty();
    assertThat(rows.add(0, null, START.plusSeconds(59))).isEmpty();
    assertThat(rows.add(0, null, START.plusSeconds(61))).contains("3 rows left out; first: row 2");
    assertThat(rows.add(0, null, START.plusSeconds(200))).isEmpty();
  }

  @Test
  void aClockThatIsSetBackKeepsNothingBack() {
    assertThat(rows.add(1, "row 1", START)).isPresent();
    assertThat(rows.add(1, "row 2", START.minusSeconds(3600))).isPresent();
  }
}
