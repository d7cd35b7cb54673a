package dev.ionosphere.spec.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.schedule.CronSchedule.CatchUp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class NextFirePropertiesTest {

  @Property(tries = 500)
  void isAfterTheLastFire(
      @ForAll("schedules") CronSchedule schedule,
      @ForAll("instants") Instant last,
      @ForAll("instants") Instant now) {
    Optional<Instant> next = NextFire.nextFire(schedule, last, now);

    assertThat(next).hasValueSatisfying(fire -> assertThat(fire).isAfter(last));
    if (schedule.catchUp() == CatchUp.NONE) {
      assertThat(next).hasValueSatisfying(fire -> assertThat(fire).isAfter(now));
    }
  }

  @Property(tries = 500)
  void nothingIsMissedBetweenAnInstantAndTheNextFire(
      @ForAll("schedules") CronSchedule schedule, @ForAll("instants") Instant now) {
    CronExpression cron = CronExpression.parse(schedule.expression());
    Instant next = cron.nextAfter(now, schedule.zone()).orElseThrow();
    Instant between = now.plusSeconds(Duration.between(now, next).toSeconds() / 2);

    assertThat(cron.nextAfter(between, schedule.zone())).contains(next);
    assertThat(cron.nextAfter(next.minusNanos(1), schedule.zone())).contains(next);
  }

  @Property(tries = 300)
  void oneCatchUpMakesUpForAll(
      @ForAll("schedules") CronSchedule schedule,
      @ForAll("instants") Instant last,
      @ForAll("instants") Instant now) {
    CronSchedule last1 = new CronSchedule(schedule.expression(), schedule.zone(), CatchUp.LAST);
    Instant due = NextFire.nextFire(last1, last, now).orElseThrow();

    if (!due.isAfter(now)) {
      assertThat(NextFire.nextFire(last1, due, now))
          .hasValueSatisfying(fire -> assertThat(fire).isAfter(now));
    }
  }

  /** Where no clock changes, an instant is a fire if the wall clock says so, and only then. */
  @Property(tries = 500)
  void agreesWithTheWallClock(
      @ForAll("minutes") int minute,
      @ForAll("hours") int hour,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") Instant now) {
    Instant next =
        CronExpression.parse(minute + " " + hour + " * * *").nextAfter(now, zone).orElseThrow();
    boolean clockChanges =
        !zone.getRules()
            .getOffset(now.minus(Duration.ofDays(1)))
            .equals(zone.getRules().getOffset(now.plus(Duration.ofDays(2))));
    if (clockChanges) {
      assertThat(Duration.between(now, next)).isLessThan(Duration.ofHours(49));
      return;
    }
    ZonedDateTime today =
        now.atZone(zone).truncatedTo(ChronoUnit.DAYS).withHour(hour).withMinute(minute);
    ZonedDateTime expected = today.toInstant().isAfter(now) ? today : today.plusDays(1);

    assertThat(next).isEqualTo(expected.toInstant());
  }

  @Provide
  Arbitrary<CronSchedule> schedules() {
    Arbitrary<String> minute = Arbitraries.of("*", "*/7", "0", "30", "5,35", "10-20");
    Arbitrary<String> hour = Arbitraries.of("*", "*/5", "0", "2", "3", "23", "1-3");
    Arbitrary<String> day = Arbitraries.of("*", "*", "1", "15", "31", "25-31");
    Arbitrary<String> month = Arbitraries.of("*", "*", "3", "10", "JAN-MAR");
    Arbitrary<String> weekday = Arbitraries.of("*", "*", "TUE", "0", "1-5");
    return Combinators.combine(
            minute, hour, day, month, weekday, zones(), Arbitraries.of(CatchUp.values()))
        .as((minutes, hours, days, months, weekdays, zone, catchUp) ->
            new CronSchedule(
                String.join(" ", minutes, hours, days, months, weekdays), zone, catchUp));
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Pacific/Apia")
        .map(ZoneId::of);
  }

  /** Many of them near a change of the clock. */
  @Provide
  Arbitrary<Instant> instants() {
    Arbitrary<Instant> any =
        Arbitraries.longs().between(1_600_000_000L, 1_900_000_000L).map(Instant::ofEpochSecond);
    Arbitrary<Instant> nearChange =
        Combinators.combine(
                Arbitraries.of(
                    "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-03-08T07:00:00Z"),
                Arbitraries.longs().between(-20_000, 20_000))
            .as((change, seconds) -> Instant.parse(change).plusSeconds(seconds));
    return Arbitraries.oneOf(any, nearChange);
  }

  @Provide
  Arbitrary<Integer> minutes() {
    return Arbitraries.integers().between(0, 59);
  }

  @Provide
  Arbitrary<Integer> hours() {
    return Arbitraries.integers().between(0, 23);
  }
}
