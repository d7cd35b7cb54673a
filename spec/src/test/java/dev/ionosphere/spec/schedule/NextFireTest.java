package dev.ionosphere.spec.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.spec.schedule.CronSchedule.CatchUp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NextFireTest {

  @ParameterizedTest(name = "{0} in {1} after {2}")
  @CsvSource({
    // the reference ION: Tuesday 10:00 in winter and in summer
    "0 10 * * TUE,     Europe/Berlin,    2026-01-05T00:00:00Z, 2026-01-06T09:00:00Z",
    "0 10 * * TUE,     Europe/Berlin,    2026-01-06T09:00:00Z, 2026-01-13T09:00:00Z",
    "0 10 * * TUE,     Europe/Berlin,    2026-01-06T08:59:59.999Z, 2026-01-06T09:00:00Z",
    "0 10 * * TUE,     Europe/Berlin,    2026-03-25T00:00:00Z, 2026-03-31T08:00:00Z",
    "0 10 * * 2,       UTC,              2026-03-25T00:00:00Z, 2026-03-31T10:00:00Z",
    "0 0 * * 0,        UTC,              2026-01-01T00:00:00Z, 2026-01-04T00:00:00Z",
    "0 0 * * 7,        UTC,              2026-01-01T00:00:00Z, 2026-01-04T00:00:00Z",
    // day of month or day of week, whichever comes first
    "0 0 13 * FRI,     UTC,              2026-01-01T00:00:00Z, 2026-01-02T00:00:00Z",
    "0 0 13 * FRI,     UTC,              2026-01-09T00:00:00Z, 2026-01-13T00:00:00Z",
    "0 0 31 * *,       UTC,              2026-01-31T00:00:00Z, 2026-03-31T00:00:00Z",
    "0 0 29 2 *,       UTC,              2026-01-01T00:00:00Z, 2028-02-29T00:00:00Z",
    "0 0 29 2 *,       Europe/Berlin,    2096-03-01T00:00:00Z, 2104-02-28T23:00:00Z",
    // Berlin, 29 March 2026: 02:00 becomes 03:00. Fixed hours in the gap fire right after it
    "30 2 * * *,       Europe/Berlin,    2026-03-28T01:30:00Z, 2026-03-29T01:00:00Z",
    "30 2 * * *,       Europe/Berlin,    2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
    "0 3 * * *,        Europe/Berlin,    2026-03-28T02:00:00Z, 2026-03-29T01:00:00Z",
    "30 1 * * *,       Europe/Berlin,    2026-03-28T01:30:00Z, 2026-03-29T00:30:00Z",
    "*/30 * * * *,     Europe/Berlin,    2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
    "45 * * * *,       Europe/Berlin,    2026-03-29T00:45:00Z, 2026-03-29T01:45:00Z",
    // Berlin, 25 October 2026: 03:00 becomes 02:00. Fixed hours fire at the first 02:30 only
    "30 2 * * *,       Europe/Berlin,    2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
    "30 2 * * *,       Europe/Berlin,    2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "30 2 * * *,       Europe/Berlin,    2026-10-25T01:15:00Z, 2026-10-26T01:30:00Z",
    "0 2 * * *,        Europe/Berlin,    2026-10-25T00:00:00Z, 2026-10-26T01:00:00Z",
    "0 3 * * *,        Europe/Berlin,    2026-10-25T00:30:00Z, 2026-10-25T02:00:00Z",
    "*/30 * * * *,     Europe/Berlin,    2026-10-25T00:30:00Z, 2026-10-25T01:00:00Z",
    "*/30 * * * *,     Europe/Berlin,    2026-10-25T01:30:00Z, 2026-10-25T02:00:00Z",
    // an interval of hours has the hours that there are, once each
    "30 */2 * * *,     Europe/Berlin,    2026-03-28T23:30:00Z, 2026-03-29T02:30:00Z",
    "30 */2 * * *,     Europe/Berlin,    2026-10-24T22:30:00Z, 2026-10-25T00:30:00Z",
    "30 */2 * * *,     Europe/Berlin,    2026-10-25T00:30:00Z, 2026-10-25T03:30:00Z",
    // a fixed hour, stepped: once after the gap, and the first of the two
    "*/20 2 * * *,     Europe/Berlin,    2026-03-28T01:40:00Z, 2026-03-29T01:00:00Z",
    "*/20 2 * * *,     Europe/Berlin,    2026-03-29T01:00:00Z, 2026-03-30T00:00:00Z",
    "*/20 2 * * *,     Europe/Berlin,    2026-10-24T12:00:00Z, 2026-10-25T00:00:00Z",
    "*/20 2 * * *,     Europe/Berlin,    2026-10-25T00:40:00Z, 2026-10-26T01:00:00Z",
    "*/20 * * * *,     Europe/Berlin,    2026-10-25T00:40:00Z, 2026-10-25T01:00:00Z",
    "*/20 * * * *,     Europe/Berlin,    2026-03-29T00:40:00Z, 2026-03-29T01:00:00Z",
    // ranges round the end of the week, Sunday by both numbers
    "0 9 * * SUN-THU,  UTC,              2026-01-01T10:00:00Z, 2026-01-04T09:00:00Z",
    "0 9 * * SAT-SUN,  UTC,              2026-01-03T10:00:00Z, 2026-01-04T09:00:00Z",
    "0 9 * * FRI-MON,  UTC,              2026-01-05T10:00:00Z, 2026-01-09T09:00:00Z",
    "0 9 * * 5-7,      UTC,              2026-01-03T10:00:00Z, 2026-01-04T09:00:00Z",
    "0 22-2 * * *,     UTC,              2026-01-03T02:30:00Z, 2026-01-03T22:00:00Z",
    // day of month with a star: both must hold
    "0 9 */2 * MON,    UTC,              2026-01-05T09:00:00Z, 2026-01-19T09:00:00Z",
    // half an hour in Lord Howe, a whole day in Samoa
    "15 2 * * *,       Australia/Lord_Howe, 2026-10-03T00:00:00Z, 2026-10-03T15:30:00Z",
    "0 12 30 12 *,     Pacific/Apia,     2011-12-01T00:00:00Z, 2011-12-30T10:00:00Z",
    "0 12 * * *,       Pacific/Apia,     2011-12-29T22:30:00Z, 2011-12-30T10:00:00Z",
  })
  void givesTheNextCronFire(String cron, String zone, Instant after, Instant expected) {
    for (CatchUp catchUp : CatchUp.values()) {
      assertThat(NextFire.nextFire(new CronSchedule(cron, ZoneId.of(zone), catchUp), after, after))
          .contains(expected);
    }
  }

  @ParameterizedTest(name = "{0}, last {1}, now {2}")
  @CsvSource({
    "LAST, 2026-01-01T00:00:00Z, 2026-01-20T12:00:00Z, 2026-01-20T10:00:00Z",
    "NONE, 2026-01-01T00:00:00Z, 2026-01-20T12:00:00Z, 2026-01-27T10:00:00Z",
    "LAST, 2026-01-20T10:00:00Z, 2026-01-20T12:00:00Z, 2026-01-27T10:00:00Z",
    "LAST, 2026-01-13T10:00:00Z, 2026-01-20T10:00:00Z, 2026-01-20T10:00:00Z",
    "LAST, 2026-01-13T10:00:00Z, 2026-01-20T09:59:59Z, 2026-01-20T10:00:00Z",
    "NONE, 2026-01-13T10:00:00Z, 2026-01-20T09:59:59Z, 2026-01-20T10:00:00Z",
    // the clock was set back since
    "NONE, 2026-01-20T10:00:00Z, 2026-01-01T00:00:00Z, 2026-01-27T10:00:00Z",
    "LAST, 2026-01-20T10:00:00Z, 2026-01-01T00:00:00Z, 2026-01-27T10:00:00Z",
  })
  void makesUpForMissedFiresAsAsked(CatchUp catchUp, Instant last, Instant now, Instant expected) {
    CronSchedule schedule = new CronSchedule("0 10 * * TUE", ZoneId.of("UTC"), catchUp);

    assertThat(NextFire.nextFire(schedule, last, now)).contains(expected);
  }

  @Test
  void eitherDayIsEnoughIfBothAreRestricted() {
    CronSchedule schedule = new CronSchedule("0 9 1,15 * MON", ZoneId.of("UTC"), CatchUp.NONE);

    assertThat(
            fires(
                schedule,
                Instant.parse("2026-09-01T00:00:00Z"),
                Instant.parse("2026-09-30T00:00:00Z")))
        .extracting(fire -> fire.atZone(ZoneId.of("UTC")).getDayOfMonth())
        .containsExactly(1, 7, 14, 15, 21, 28);
  }

  @Test
  void findsTheLastOfAMillionMissedFires() {
    CronSchedule schedule = new CronSchedule("* * * JAN *", ZoneId.of("UTC"), CatchUp.LAST);

    assertThat(
            NextFire.nextFire(
                schedule,
                Instant.parse("2000-01-01T00:00:00Z"),
                Instant.parse("2026-11-21T10:00:00Z")))
        .contains(Instant.parse("2026-01-31T23:59:00Z"));
  }

  @Test
  void anIntervalCountsFromTheLastFire() {
    Instant last = Instant.parse("2026-01-01T00:00:00Z");
    IntervalSchedule schedule = new IntervalSchedule(Duration.ofMillis(200));

    assertThat(NextFire.nextFire(schedule, last, last)).contains(last.plusMillis(200));
    assertThat(NextFire.nextFire(schedule, last, last.plusSeconds(60)))
        .contains(last.plusMillis(200));
  }

  @Test
  void whatNeverFiresHasNoNextFire() {
    CronSchedule schedule =
        new CronSchedule("0 0 30 2 *", ZoneId.of("Europe/Berlin"), CatchUp.LAST);

    assertThat(NextFire.nextFire(schedule, Instant.EPOCH, Instant.EPOCH)).isEmpty();
  }

  @Test
  void fixedHoursFireOncePerDayThroughTheYear() {
    CronSchedule schedule =
        new CronSchedule("30 2 * * *", ZoneId.of("Europe/Berlin"), CatchUp.NONE);
    Instant from = Instant.parse("2025-12-31T23:00:00Z");

    assertThat(fires(schedule, from, from.plus(Duration.ofDays(365)))).hasSize(365);
  }

  @Test
  void everyTenMinutesIsEveryTenMinutesThroughTheYear() {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    CronSchedule schedule = new CronSchedule("*/10 * * * *", zone, CatchUp.NONE);
    for (String day : List.of("2026-03-28T20:00", "2026-10-24T20:00")) {
      Instant from = LocalDateTime.parse(day).atZone(zone).toInstant();
      List<Instant> fires = fires(schedule, from, from.plus(Duration.ofHours(12)));

      assertThat(fires).hasSize(72);
      assertThat(fires)
          .allSatisfy(fire -> assertThat(Duration.between(from, fire).toMinutes() % 10).isZero());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 10 * *|5 fields",
        "0 0 10 * * TUE|5 fields",
        "@daily|5 fields",
        "60 * * * *|60",
        "* 24 * * *|24",
        "* * 0 * *|0",
        "* * * 13 *|13",
        "* * * * FOO|FOO",
        "* * L * *|L",
        "* * * * MON#1|#",
        "*/0 * * * *|0",
        "1-5/ * * * *|'1-5/' is no minute",
        "a b c d e|a",
      })
  void refusesWhatIsNoCronExpression(String text, String message) {
    assertThatThrownBy(() -> CronExpression.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"| | | | |", "0|30 10 * * *", "0 10 * * TUE|WED", "*||* * * * *"})
  void refusesSeveralExpressionsInOne(String text) {
    assertThatThrownBy(() -> CronExpression.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a list is written with commas");
  }

  private static List<Instant> fires(CronSchedule schedule, Instant from, Instant to) {
    List<Instant> fires = new ArrayList<>();
    Instant next = NextFire.nextFire(schedule, from, from).orElseThrow();
    while (!next.isAfter(to)) {
      fires.add(next);
      next = NextFire.nextFire(schedule, next, next).orElseThrow();
    }
    return fires;
  }
}
