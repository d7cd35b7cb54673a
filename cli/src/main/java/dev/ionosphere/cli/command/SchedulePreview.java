package dev.ionosphere.cli.command;

import dev.ionosphere.cli.terminal.Terminal;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.spec.schedule.CronSchedule;
import dev.ionosphere.spec.schedule.IntervalSchedule;
import dev.ionosphere.spec.schedule.NextFire;
import dev.ionosphere.spec.schedule.Schedule;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When the schedules of a document fire next, for a person who checks it. */
final class SchedulePreview {
  private static final int FIRES = 3;
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT);

  private SchedulePreview() {}

  static void print(Session session, Ion ion) {
    Terminal terminal = session.terminal();
    ion.nodes()
        .forEach((name, node) -> {
          if (node instanceof TrainingNode training) {
            training
                .schedule()
                .map(schedule -> text(schedule, session.clock().instant()))
                .ifPresent(text -> terminal.line("  " + name + " runs " + text));
          }
        });
  }

  private static String text(Schedule schedule, Instant now) {
    return switch (schedule) {
      case IntervalSchedule interval ->
          "every " + AnswerTable.span(interval.every()) + ", first after that time from launch";
      case CronSchedule cron -> text(cron, now);
    };
  }

  private static String text(CronSchedule cron, Instant now) {
    List<String> fires = new ArrayList<>();
    Optional<Instant> fire = NextFire.nextFire(cron, now, now);
    while (fire.isPresent() && fires.size() < FIRES) {
      fires.add(FORMAT.format(fire.get().atZone(cron.zone())));
      fire = NextFire.nextFire(cron, fire.get(), fire.get());
    }
    return fires.isEmpty()
        ? "never: '%s' has no date to come".formatted(cron.expression())
        : "next %s (%s)".formatted(String.join(", ", fires), cron.zone().getId());
  }
}
