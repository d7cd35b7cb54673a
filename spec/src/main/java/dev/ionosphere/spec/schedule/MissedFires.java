package dev.ionosphere.spec.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts fires: by division, or by whole days, minute by minute only where a clock changes. */
final class MissedFires {

  private long count;
  private @Nullable Instant first;
  private @Nullable Instant last;

  private MissedFires() {}

  static Optional<Missed> of(IntervalSchedule schedule, Instant last, Instant now) {
    Duration every = schedule.every();
    Duration gap = Duration.between(last, now).minusNanos(1);
    long count = every.isPositive() && !gap.isNegative() ? gap.dividedBy(every) : 0;
    return count == 0
        ? Optional.empty()
        : Optional.of(new Missed(count, last.plus(every), last.plus(every.multipliedBy(count))));
  }

  static Optional<Missed> of(CronExpression cron, ZoneId zone, Instant last, Instant now) {
    MissedFires fires = new MissedFires();
    Instant done = last;
    while (true) {
      Optional<Instant> next = cron.nextAfter(done, zone).filter(fire -> fire.isBefore(now));
      if (next.isEmpty()) {
        return fires.missed();
      }
      LocalDate day = next.get().atZone(zone).toLocalDate();
      Instant begin = day.atStartOfDay(zone).toInstant();
      Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
      if (!done.isBefore(begin) || !end.isBefore(now) || changes(zone, begin, end)) {
        fires.add(1, next.get(), next.get());
        done = next.get();
      } else {
        int many = cron.firesADay();
        fires.add(many, next.get(), day.atTime(cron.lastOfDay()).atZone(zone).toInstant());
        done = end.minusNanos(1);
      }
    }
  }

  private static boolean changes(ZoneId zone, Instant begin, Instant end) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(begin.minusSeconds(1));
    return change != null && !change.getInstant().isAfter(end);
  }

  private void add(long more, Instant from, Instant to) {
    count += more;
    first = first == null ? from : first;
    last = to;
  }

  private Optional<Missed> missed() {
    return first == null || last == null
        ? Optional.empty()
        : Optional.of(new Missed(count, first, last));
  }
}
