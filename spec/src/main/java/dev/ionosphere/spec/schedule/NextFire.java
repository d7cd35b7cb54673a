package dev.ionosphere.spec.schedule;

import java.time.Instant;
import java.util.Optional;

/** When a schedule is due next. Pure: the same arguments always give the same instant. */
public final class NextFire {

  private NextFire() {}

  /**
   * The instant at which a schedule is due next; at or before {@code now} if it is due already.
   *
   * <p>A cron fire is never given twice for the same {@code last}, and the result is always after
   * {@code last}. Missed cron fires are dropped ({@code NONE}) or made up for by one, the latest of
   * them ({@code LAST}). A missed interval is due once, at {@code last} plus the interval.
   *
   * @param last the last fire; before the first, the time since which the schedule holds
   * @return nothing if a cron expression never fires again
   */
  public static Optional<Instant> nextFire(Schedule schedule, Instant last, Instant now) {
    return switch (schedule) {
      case IntervalSchedule interval -> Optional.of(last.plus(interval.every()));
      case CronSchedule cron -> nextFire(cron, last, now);
    };
  }

  private static Optional<Instant> nextFire(CronSchedule schedule, Instant last, Instant now) {
    CronExpression cron = CronExpression.parse(schedule.expression());
    return switch (schedule.catchUp()) {
      case NONE -> cron.nextAfter(last.isAfter(now) ? last : now, schedule.zone());
      case LAST ->
          cron.nextAfter(last, schedule.zone()).map(first -> latest(cron, schedule, first, now));
    };
  }

  /** The latest fire up to now, found by halving, as years of minutes may have been missed. */
  private static Instant latest(
      CronExpression cron, CronSchedule schedule, Instant first, Instant now) {
    Instant fire = first;
    Instant tooLate = now;
    while (tooLate.getEpochSecond() - fire.getEpochSecond() > 1) {
      Instant middle =
          Instant.ofEpochSecond((fire.getEpochSecond() + tooLate.getEpochSecond()) >>> 1);
      Optional<Instant> next = cron.nextAfter(middle, schedule.zone());
      if (next.isPresent() && !next.get().isAfter(now)) {
        fire = next.get();
      } else {
        tooLate = middle;
      }
    }
    return fire;
  }
}
