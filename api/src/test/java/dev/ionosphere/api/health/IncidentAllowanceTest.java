package dev.ionosphere.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class IncidentAllowanceTest {

  private final SteppedClock clock = new SteppedClock();
  private final IncidentAllowance allowance = new IncidentAllowance(clock);

  @Test
  void aThousandAtOnceThenAThousandAnHour() {
    assertThat(admitted("one", 1_500)).isEqualTo(1_000);
    clock.now = clock.now.plus(Duration.ofMinutes(30).plusMillis(1));
    assertThat(admitted("one", 1_500)).isEqualTo(500);
    assertThat(admitted("another", 1_500)).isEqualTo(1_000);
  }

  private long admitted(String device, int asked) {
    long admitted = 0;
    for (int i = 0; i < asked; i++) {
      admitted += allowance.admit(device) ? 1 : 0;
    }
    return admitted;
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
