package dev.ionosphere.spec.format;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.spec.schedule.CronExpression;
import dev.ionosphere.spec.schedule.CronSchedule;
import dev.ionosphere.spec.schedule.CronSchedule.CatchUp;
import dev.ionosphere.spec.schedule.IntervalSchedule;
import dev.ionosphere.spec.schedule.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The field {@code schedule} of nodes that run by themselves. */
public final class ScheduleText {

  private ScheduleText() {}

  public static Optional<Schedule> read(Fields node) {
    if (!node.has("schedule")) {
      node.take("schedule");
      return Optional.empty();
    }
    Fields fields = node.map("schedule");
    if (!fields.isReported() && fields.has("cron") == fields.has("every")) {
      fields
          .findings()
          .error(fields.at(), fields.path(), "exactly one of 'cron' and 'every' is needed");
    }
    if (fields.has("every")) {
      Duration every = fields.needDuration("every", Duration.ofSeconds(1), Limits.LONGEST);
      fields.take("cron");
      fields.finish();
      return Optional.of(new IntervalSchedule(every));
    }
    String expression = fields.text("cron", "", "a cron expression such as \"0 10 * * TUE\"");
    fields.take("every");
    ZoneId zone = zone(fields);
    String catchUp = fields.choice("catchUp", "last", List.of("none", "last"));
    fields.finish();
    if (!expression.isEmpty()) {
      checkCron(expression, zone, fields);
    }
    return Optional.of(
        new CronSchedule(expression, zone, catchUp.equals("none") ? CatchUp.NONE : CatchUp.LAST));
  }

  public static Map<String, Object> write(Schedule schedule) {
    return switch (schedule) {
      case IntervalSchedule interval -> object("every", DurationText.of(interval.every()));
      case CronSchedule cron ->
          object(
              "cron", cron.expression(),
              "zone", cron.zone().getId(),
              "catchUp", cron.catchUp().name().toLowerCase(Locale.ROOT));
    };
  }

  private static ZoneId zone(Fields fields) {
    String zone = fields.text("zone", "UTC", "a time zone such as Europe/Berlin");
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      fields
          .findings()
          .unknownAmongMany(
              fields.at("zone"),
              fields.pathOf("zone"),
              "time zone",
              zone,
              ZoneId.getAvailableZoneIds(),
              "a name of the time zone database such as Europe/Berlin");
      return ZoneOffset.UTC;
    }
  }

  private static void checkCron(String expression, ZoneId zone, Fields fields) {
    String problem = cronProblem(expression, zone);
    if (!problem.isEmpty()) {
      fields
          .findings()
          .refused(
              fields.at("cron"),
              fields.pathOf("cron"),
              Quoted.of(expression) + " (" + Quoted.sentence(problem) + ")",
              "minute hour day month weekday, such as \"0 10 * * TUE\"");
    }
  }

  private static String cronProblem(String expression, ZoneId zone) {
    try {
      boolean fires = CronExpression.parse(expression).nextAfter(Instant.EPOCH, zone).isPresent();
      return fires ? "" : "it never fires";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
