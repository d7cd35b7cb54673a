package dev.ionosphere.spec.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.schedule.CronSchedule.CatchUp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(5)
final class MissedFiresTest {

  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NEXT_YEAR = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void aYearOfSecondsIsOneGap() {
    IntervalSchedule schedule = new IntervalSchedule(Duration.ofSeconds(1));

    assertThat(NextFire.missed(schedule, NEW_YEAR, NEXT_YEAR))
        .contains(new Missed(365 * 86_400 - 1, NEW_YEAR.plusSeconds(1), NEXT_YEAR.minusSeconds(1)));
  }

  @Test
  void aYearOfMinutesIsOneGap() {
    CronSchedule schedule = new CronSchedule("* * * * *", ZoneId.of("Europe/Berlin"), CatchUp.NONE);

    assertThat(NextFire.missed(schedule, NEW_YEAR, NEXT_YEAR))
        .contains(
            new Missed(365 * 1_440 - 1, NEW_YEAR.plusSeconds(60), NEXT_YEAR.minusSeconds(60)));
  }

  @Test
  void bothEndsAreLeftOut() {
    IntervalSchedule schedule = new IntervalSchedule(Duration.ofHours(1));

    assertThat(NextFire.missed(schedule, NEW_YEAR, NEW_YEAR.plusSeconds(3_600))).isEmpty();
    assertThat(NextFire.missed(schedule, NEW_YEAR, NEW_YEAR.plusSeconds(3_601)))
        .contains(new Missed(1, NEW_YEAR.plusSeconds(3_600), NEW_YEAR.plusSeconds(3_600)));
    assertThat(NextFire.missed(schedule, NEW_YEAR, NEW_YEAR.minusSeconds(9_999))).isEmpty();
  }
}
