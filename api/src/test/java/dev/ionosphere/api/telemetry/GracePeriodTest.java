package dev.ionosphere.api.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.SteppedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GracePeriodTest {

  private final SteppedClock clock = new SteppedClock();
  private final GracePeriod patience = new GracePeriod(clock);

  @Test
  void lastsTwoMinutesFromTheFirstTime() {
    assertThat(patience.lasts("a")).isTrue();
    clock.pass(Duration.ofSeconds(119));
    assertThat(patience.lasts("a")).isTrue();
    assertThat(patience.lasts("b")).isTrue();
    clock.pass(Duration.ofSeconds(1));
    assertThat(patience.lasts("a")).isFalse();
    assertThat(patience.lasts("b")).isTrue();
  }
}
