package dev.ionosphere.spec.schedule;

import java.time.ZoneId;

/**
 * A five-field UNIX cron expression read in a time zone.
 *
 * @param expression such as {@code 0 10 * * TUE}
 * @param catchUp what happens to fires missed while nothing ran
 */
public record CronSchedule(String expression, ZoneId zone, CatchUp catchUp) implements Schedule {

  /** What happens to fires that were missed. */
  public enum CatchUp {
    /** Missed fires are dropped. */
    NONE,
    /** However many were missed, one run makes up for them. */
    LAST
  }
}
