package dev.ionosphere.api.node.training;

import dev.ionosphere.api.node.KindView;
import dev.ionosphere.api.node.Known;
import dev.ionosphere.api.node.Words;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.spec.schedule.CronSchedule;
import dev.ionosphere.spec.schedule.IntervalSchedule;
import dev.ionosphere.spec.schedule.Schedule;
import dev.ionosphere.workflows.machine.node.NodeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A training tells of its newest run and of its next one. */
public final class TrainingView implements KindView<TrainingNode> {

  @Override
  public List<String> lines(TrainingNode node, Known known, Words words) {
    List<String> lines = new ArrayList<>();
    known.run().ifPresent(run -> lines.add(line(run, words)));
    Optional<Instant> due = known.view().map(NodeView::nextFire);
    lines.add(
        due.map(at -> "next " + words.minute(at) + " UTC")
            .or(() -> node.schedule().map(schedule -> line(schedule, words)))
            .orElse("on request or an event"));
    return lines;
  }

  private static String line(Known.Run run, Words words) {
    Double fraction = run.fraction();
    return switch (run.state()) {
      case "running" ->
          fraction == null ? "started " + words.ago(run.at()) : words.percent(fraction) + " done";
      case "finished" -> "trained " + words.ago(run.at());
      default -> run.state() + " " + words.ago(run.at());
    };
  }

  private static String line(Schedule schedule, Words words) {
    return switch (schedule) {
      case CronSchedule cron -> cron.expression() + " " + cron.zone().getId();
      case IntervalSchedule interval -> "every " + words.length(interval.every());
    };
  }

  @Override
  public String link(TrainingNode node, Known known) {
    return known.run().map(run -> "/runs/" + run.id()).orElse("");
  }
}
