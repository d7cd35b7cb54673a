package dev.ionosphere.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class StretchTest {

  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final long NANOS = 77;

  private final Stretch stretch = Stretch.at(NOON.plusSeconds(50), NANOS, 60);

  @Test
  void beginsAtAWholeMultipleAndEndsWithIt() {
    assertThat(stretch.start()).isEqualTo(NOON);
    assertThat(stretch.isOver(NOON.plusSeconds(59), NANOS + Duration.ofSeconds(9).toNanos()))
        .isFalse();
    assertThat(stretch.isOver(NOON.plusSeconds(61), NANOS + Duration.ofSeconds(11).toNanos()))
        .isTrue();
  }

  @Test
  void endsByMonotonicTimeUnderAClockThatStandsStill() {
    long end = NANOS + Duration.ofSeconds(11).toNanos();
    assertThat(stretch.isOver(NOON.plusSeconds(50), end)).isTrue();
  }

  @Test
  void endsWhenTheClockIsSet() {
    assertThat(stretch.isOver(NOON.plus(Duration.ofDays(9)), NANOS)).isTrue();
    assertThat(stretch.isOver(NOON.minusSeconds(1), NANOS)).isTrue();
    assertThat(stretch.isOver(NOON, NANOS)).isFalse();
  }

  @Test
  void aClockBefore1970IsAtItsBeginning() {
    Instant before = Instant.parse("1969-12-31T23:59:59.5Z");
    Stretch first = Stretch.at(before, NANOS, 60);
    assertThat(first.start()).isEqualTo(Instant.EPOCH);
    assertThat(first.isOver(before, NANOS)).isFalse();
  }

  @Property(tries = 200)
  void isAlignedAndNotOverAtOnce(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @IntRange(min = 1, max = Stretch.LONGEST) int seconds,
      @ForAll @IntRange(min = 0, max = 999_999_999) int nano) {
    Instant now = Instant.ofEpochSecond(second, nano);
    Stretch own = Stretch.at(now, NANOS, seconds);
    assertThat(own.start().getEpochSecond() % seconds).isZero();
    assertThat(own.start()).isBeforeOrEqualTo(now);
    assertThat(own.start().plusSeconds(seconds)).isAfter(now);
    assertThat(own.isOver(now, NANOS)).isFalse();
    assertThat(own.isOver(own.start().plusSeconds(seconds).plusSeconds(1), NANOS)).isTrue();
  }
}
