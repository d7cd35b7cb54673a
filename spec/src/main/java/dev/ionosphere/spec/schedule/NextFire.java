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
   * @return nothing if a cron expression never fires again, or is none by the rules of today
   */
  public static Optional<Instant> nextFire(Schedule schedule, Instant last, Instant now) {
    return switch (schedule) {
      case IntervalSchedule interval -> Optional.of(last.plus(interval.every()));
      case CronSchedule cron -> nextFire(cron, last, now);
    };
  }

  /**
   * The fires after {@code last} and before {@code now}, both left out, without going through each:
   * a year of seconds costs no more than a day of them.
   *
   * @return nothing if there are none
   */
  public static Optional<Missed> missed(Schedule schedule, Instant last, Instant now) {
    return switch (schedule) {
      case IntervalSchedule interval -> MissedFires.of(interval, last, now);
      case CronSchedule cron ->
          expression(cron)
              .flatMap(expression -> MissedFires.of(expression, cron.zone(), last, now));
    };
  }

  /** What was accepted once and is refused now never fires, rather than at a time nobody meant. */
  private static Optional<CronExpression> expression(CronSchedule schedule) {
    try {
      return Optional.of(CronExpression.parse(schedule.expression()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> nextFire(CronSchedule schedule, Instant last, Instant now) {
    return expression(schedule).flatMap(cron -> nextFire(cron, schedule, last, now));
  }

  private static Optional<Instant> nextFire(
      CronExpression cron, CronSchedule schedule, Instant last, Instant now) {
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
