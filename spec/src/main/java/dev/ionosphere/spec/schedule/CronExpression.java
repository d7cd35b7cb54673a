package dev.ionosphere.spec.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * A five-field UNIX cron expression.
 *
 * <p>If both the day of the month and the weekday are restricted, that is begin with no {@code *},
 * either is enough, as with Vixie cron. Where the clock changes, the hours decide. Of every hour,
 * it follows elapsed time. An interval of hours, one that begins with {@code *}, fires at the hours
 * that there are, once each. Fixed hours fire once where the clock is set back, at the first of the
 * two times, and right after the gap where the clock is set forward over them.
 */
public final class CronExpression {

  private static final int FIELDS = 5;
  private static final int LONGEST = 200;
  private static final int EVERY_HOUR = 24;

  /** The 29th of February on a Sunday can be 40 years away. */
  private static final int YEARS = 41;

  /** A zone changes its clock about twice a year. */
  private static final int CLOCK_CHANGES = 3 * YEARS;

  private final CronField minutes;
  private final CronField hours;
  private final CronField days;
  private final CronField months;
  private final CronField weekdays;

  private CronExpression(String[] fields) {
    minutes = CronField.parse(fields[0], CronField.Kind.MINUTE);
    hours = CronField.parse(fields[1], CronField.Kind.HOUR);
    days = CronField.parse(fields[2], CronField.Kind.DAY);
    months = CronField.parse(fields[3], CronField.Kind.MONTH);
    weekdays = CronField.parse(fields[4], CronField.Kind.WEEKDAY);
  }

  /**
   * @throws IllegalArgumentException if the text is no such expression; the message says why
   */
  public static CronExpression parse(String text) {
    String[] fields = text.strip().split("\\s+");
    if (text.length() > LONGEST || fields.length != FIELDS) {
      throw new IllegalArgumentException(
          "a cron expression has %d fields, minute hour day month weekday, not %d"
              .formatted(FIELDS, fields.length));
    }
    return new CronExpression(fields);
  }

  /** The first fire after an instant; nothing if there is none. */
  public Optional<Instant> nextAfter(Instant instant, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    Instant from = instant;
    LocalDateTime after = LocalDateTime.ofInstant(from, rules.getOffset(from));
    ZoneOffsetTransition past = rules.previousTransition(from.plusNanos(1));
    if (past != null) {
      after = skipRepeated(after, past);
    }
    for (int changes = 0; changes < CLOCK_CHANGES; changes++) {
      Optional<LocalDateTime> due = nextLocal(after);
      ZoneOffsetTransition change = rules.nextTransition(from);
      if (due.isEmpty()) {
        return Optional.empty();
      }
      if (change == null || due.get().isBefore(change.getDateTimeBefore())) {
        return Optional.of(due.get().toInstant(rules.getOffset(from)));
      }
      boolean inGap = change.isGap() && due.get().isBefore(change.getDateTimeAfter());
      if (inGap && isForFixedHours()) {
        return Optional.of(change.getInstant());
      }
      from = change.getInstant();
      // One second earlier, as the first moment after the change may itself be due.
      after = skipRepeated(change.getDateTimeAfter().minusSeconds(1), change);
    }
    return Optional.empty();
  }

  boolean isOn(LocalDate date) {
    if (!months.has(date.getMonthValue())) {
      return false;
    }
    boolean day = days.has(date.getDayOfMonth());
    boolean weekday = weekdays.has(date.getDayOfWeek().getValue() % 7);
    return days.star() || weekdays.star() ? day && weekday : day || weekday;
  }

  /** Fires on a day that it is on and on which no clock changes. */
  int firesADay() {
    return minutes.count() * hours.count();
  }

  LocalTime lastOfDay() {
    return LocalTime.of(hours.last(), minutes.last());
  }

  private boolean followsElapsedTime() {
    return hours.count() == EVERY_HOUR;
  }

  private boolean isForFixedHours() {
    return !followsElapsedTime() && !hours.star();
  }

  /** Fires that came before the clock was set back do not come again. */
  private LocalDateTime skipRepeated(LocalDateTime after, ZoneOffsetTransition change) {
    LocalDateTime repeatedUntil = change.getDateTimeBefore().minusSeconds(1);
    boolean skip = change.isOverlap() && !followsElapsedTime() && after.isBefore(repeatedUntil);
    return skip ? repeatedUntil : after;
  }

  private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
    LocalDateTime from = after.withSecond(0).withNano(0).plusMinutes(1);
    Optional<LocalDateTime> today = from(from);
    if (today.isPresent()) {
      return today;
    }
    LocalDate last = from.toLocalDate().plusYears(YEARS);
    LocalDate date = from.toLocalDate().plusDays(1);
    while (date.isBefore(last)) {
      if (isOn(date)) {
        return from(date.atStartOfDay());
      }
      date =
          months.has(date.getMonthValue())
              ? date.plusDays(1)
              : date.withDayOfMonth(1).plusMonths(1);
    }
    return Optional.empty();
  }

  /** The first fire on the day of a time, at the time or after it. */
  private Optional<LocalDateTime> from(LocalDateTime time) {
    if (!isOn(time.toLocalDate())) {
      return Optional.empty();
    }
    int minute = hours.has(time.getHour()) ? minutes.nextFrom(time.getMinute()) : -1;
    if (minute >= 0) {
      return Optional.of(time.withMinute(minute));
    }
    int hour = hours.nextFrom(time.getHour() + 1);
    return hour < 0
        ? Optional.empty()
        : Optional.of(time.withHour(hour).withMinute(minutes.nextFrom(0)));
  }
}
