package dev.ionosphere.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceTest {

  private final SteppedClock clock = new SteppedClock();
  private final Allowance allowance = new Allowance(400, 1_000, Duration.ofHours(1), clock);

  @Test
  void aFullBucketAtOnceThenWhatFlowsIn() {
    assertThat(admitted("one", 1_500)).isEqualTo(400);
    clock.now = clock.now.plus(Duration.ofMinutes(12).plusMillis(1));
    assertThat(admitted("one", 1_500)).isEqualTo(200);
    clock.now = clock.now.plus(Duration.ofDays(1));
    assertThat(admitted("one", 1_500)).isEqualTo(400);
  }

  @Test
  void oneDoesNotTakeFromAnother() {
    assertThat(admitted("one", 1_500)).isEqualTo(400);
    assertThat(admitted("another", 1_500)).isEqualTo(400);
  }

  @Test
  void aClockThatGoesBackGivesNothing() {
    assertThat(admitted("one", 400)).isEqualTo(400);
    clock.now = clock.now.minus(Duration.ofHours(1));
    assertThat(admitted("one", 1)).isZero();
  }

  @Test
  void refusesABucketThatNeverFills() {
    assertThatThrownBy(() -> new Allowance(400, 0, Duration.ofHours(1), clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 in PT1H");
  }

  private long admitted(String name, int asked) {
    return IntStream.range(0, asked).filter(time -> allowance.admit(name)).count();
  }

  private static final class SteppedClock extends Clock {

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
