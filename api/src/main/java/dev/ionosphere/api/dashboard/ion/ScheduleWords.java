package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.dashboard.Format;
import dev.ionosphere.spec.schedule.CronSchedule;
import dev.ionosphere.spec.schedule.IntervalSchedule;
import dev.ionosphere.spec.schedule.Schedule;

/** Schedules in words. */
final class ScheduleWords {
  static String of(Schedule schedule) {
    return switch (schedule) {
      case CronSchedule cron -> cron.expression() + " " + cron.zone().getId();
      case IntervalSchedule interval -> "every " + Format.length(interval.every());
    };
  }

  private ScheduleWords() {}
}
