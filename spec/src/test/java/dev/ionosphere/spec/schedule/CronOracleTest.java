package dev.ionosphere.spec.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Cron by brute force: every field spelt out as a set, every minute asked. */
final class CronOracleTest {

  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  @Property(tries = 400)
  void agreesMinuteByMinute(@ForAll("expressions") String text, @ForAll("instants") Instant from) {
    CronExpression cron = CronExpression.parse(text);
    SpeltOut speltOut = SpeltOut.of(text);
    Instant end = from.plusSeconds(3 * 86_400);
    List<Instant> expected = new ArrayList<>();
    for (Instant minute = from.plusSeconds(60);
        minute.isBefore(end);
        minute = minute.plusSeconds(60)) {
      if (speltOut.matches(minute.atOffset(ZoneOffset.UTC).toLocalDateTime())) {
        expected.add(minute);
      }
    }

    assertThat(fires(cron, ZoneOffset.UTC, from, end)).as(text).isEqualTo(expected);
  }

  @Property(tries = 200)
  void countsWhatItMissedAsIfItHadGoneThroughEach(
      @ForAll("expressions") String text,
      @ForAll("zones") ZoneId zone,
      @ForAll("changes") Instant from,
      @ForAll("lengths") long seconds) {
    CronSchedule schedule = new CronSchedule(text, zone, CronSchedule.CatchUp.LAST);
    Instant now = from.plusSeconds(seconds);
    List<Instant> fires = fires(CronExpression.parse(text), zone, from, now);
    Optional<Missed> expected =
        fires.isEmpty()
            ? Optional.empty()
            : Optional.of(new Missed(fires.size(), fires.getFirst(), fires.getLast()));

    assertThat(NextFire.missed(schedule, from, now)).as(text).isEqualTo(expected);
  }

  private static List<Instant> fires(CronExpression cron, ZoneId zone, Instant from, Instant end) {
    List<Instant> fires = new ArrayList<>();
    Optional<Instant> next = cron.nextAfter(from, zone);
    while (next.isPresent() && next.get().isBefore(end)) {
      fires.add(next.get());
      next = cron.nextAfter(next.get(), zone);
    }
    return fires;
  }

  /** The values that each field of an expression allows. */
  private record SpeltOut(
      Set<Integer> minutes,
      Set<Integer> hours,
      Set<Integer> days,
      Set<Integer> months,
      Set<Integer> weekdays,
      boolean bothDays) {

    static SpeltOut of(String text) {
      String[] fields = text.split(" ");
      return new SpeltOut(
          values(fields[0], 0, 59),
          values(fields[1], 0, 23),
          values(fields[2], 1, 31),
          values(fields[3], 1, 12),
          values(fields[4], 0, 6),
          fields[2].startsWith("*") || fields[4].startsWith("*"));
    }

    boolean matches(LocalDateTime time) {
      boolean day = days.contains(time.getDayOfMonth());
      boolean weekday = weekdays.contains(time.getDayOfWeek().getValue() % 7);
      return minutes.contains(time.getMinute())
          && hours.contains(time.getHour())
          && months.contains(time.getMonthValue())
          && (bothDays ? day && weekday : day || weekday);
    }
  }

  /** Walks from the first value to the last, round the end if need be, taking every n-th. */
  private static Set<Integer> values(String field, int min, int max) {
    Set<Integer> values = new HashSet<>();
    for (String part : field.split(",")) {
      String[] stepped = part.split("/");
      String[] ends =
          stepped[0].equals("*") ? new String[] {"" + min, "" + max} : stepped[0].split("-");
      int first = number(ends[0], max);
      int last = ends.length > 1 ? number(ends[1], max) : stepped.length > 1 ? max : first;
      int step = stepped.length > 1 ? Integer.parseInt(stepped[1]) : 1;
      int value = first;
      int walked = 0;
      while (true) {
        if (walked % step == 0) {
          values.add(value);
        }
        if (value == last && !(walked == 0 && isWholeWeek(ends, max))) {
          break;
        }
        value = value == max ? min : value + 1;
        walked++;
      }
    }
    return values;
  }

  /** 0-7 and SUN-7 are both ends of one week. */
  private static boolean isWholeWeek(String[] ends, int max) {
    return max == 6
        && ends.length > 1
        && ends[1].equals("7")
        && number(ends[0], max) == 0
        && !ends[0].equals("7");
  }

  private static int number(String text, int max) {
    int named = WEEKDAYS.indexOf(text.toUpperCase(Locale.ROOT));
    int number = named >= 0 ? named : Integer.parseInt(text);
    return max == 6 ? number % 7 : number;
  }

  @Provide
  Arbitrary<String> expressions() {
    return Combinators.combine(
            field(0, 59),
            field(0, 23),
            Arbitraries.oneOf(Arbitraries.just("*"), field(1, 31)),
            Arbitraries.of("*", "*", "3", "10-3", "*/2"),
            Arbitraries.oneOf(
                Arbitraries.of(
                    "*", "SUN-THU", "SAT-SUN", "FRI-MON", "7", "5-7", "MON", "sat-tue/2", "*/3"),
                field(0, 7)))
        .as((minute, hour, day, month, weekday) ->
            String.join(" ", minute, hour, day, month, weekday));
  }

  private static Arbitrary<String> field(int min, int max) {
    Arbitrary<Integer> number = Arbitraries.integers().between(min, max);
    Arbitrary<String> one = number.map(String::valueOf);
    Arbitrary<String> range = Combinators.combine(number, number).as((from, to) -> from + "-" + to);
    Arbitrary<String> step = Arbitraries.integers().between(1, max - min).map(n -> "/" + n);
    Arbitrary<String> part =
        Arbitraries.oneOf(
            Arbitraries.just("*"),
            one,
            range,
            Combinators.combine(range, step).as(String::concat),
            step.map("*"::concat));
    return part.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join(",", parts));
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(28_000_000L, 31_000_000L)
        .map(minutes -> Instant.ofEpochSecond(minutes * 60));
  }

  @Provide
  Arbitrary<Instant> changes() {
    return Combinators.combine(
            Arbitraries.of("2026-03-28T00:00:00Z", "2026-10-24T00:00:00Z", "2026-06-01T00:00:00Z"),
            Arbitraries.longs().between(-100_000, 100_000))
        .as((day, seconds) -> Instant.parse(day).plusSeconds(seconds));
  }

  @Provide
  Arbitrary<Long> lengths() {
    return Arbitraries.longs().between(-1_000, 600_000);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
        .map(ZoneId::of);
  }
}
