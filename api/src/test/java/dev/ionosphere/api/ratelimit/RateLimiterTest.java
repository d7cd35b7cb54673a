package dev.ionosphere.api.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.api.SteppedClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

  private final SteppedClock clock = new SteppedClock();
  private final RateLimiter allowance = new RateLimiter(400, 1_000, Duration.ofHours(1), clock);

  @Test
  void aFullBucketAtOnceThenWhatFlowsIn() {
    assertThat(admitted("one", 1_500)).isEqualTo(400);
    clock.pass(Duration.ofMinutes(12).plusMillis(1));
    assertThat(admitted("one", 1_500)).isEqualTo(200);
    clock.pass(Duration.ofDays(1));
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
    clock.pass(Duration.ofHours(-1));
    assertThat(admitted("one", 1)).isZero();
  }

  @Test
  void refusesABucketThatNeverFills() {
    assertThatThrownBy(() -> new RateLimiter(400, 0, Duration.ofHours(1), clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 in PT1H");
  }

  private long admitted(String name, int asked) {
    return IntStream.range(0, asked).filter(time -> allowance.admit(name)).count();
  }
}
