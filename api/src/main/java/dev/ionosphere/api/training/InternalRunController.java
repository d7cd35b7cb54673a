package dev.ionosphere.api.training;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.Required;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Progress of runs, from their workers. */
@Controller("/internal/v1/runs")
@Needs(Permission.WORK)
@ExecuteOn(TaskExecutors.BLOCKING)
final class InternalRunController {

  private static final int MOST_LINES = 50;

  private final RunProgresses progresses;
  private final Changes changes;
  private final Clock clock;

  InternalRunController(RunProgresses progresses, Changes changes, Clock clock) {
    this.progresses = progresses;
    this.changes = changes;
    this.clock = clock;
  }

  @Answers(204)
  @Post("/{run}/progress")
  HttpResponse<?> progress(String run, @Body Report report) {
    if (!run.equals(report.run())) {
      throw HubException.malformed("run " + report.run() + " reported at the address of " + run);
    }
    List<String> log = report.log() == null ? List.of() : report.log();
    Map<String, Double> counters = report.counters() == null ? Map.of() : report.counters();
    RunProgress progress =
        new RunProgress(
            run,
            report.ion(),
            report.node(),
            report.phase(),
            report.stage() == null ? "" : shortened(report.stage()),
            report.fraction(),
            report.tasksDone(),
            report.tasksKnown(),
            new TreeMap<>(counters),
            log.subList(Math.max(0, log.size() - MOST_LINES), log.size()),
            clock.instant());
    if (progresses.existsById(run)) {
      progresses.update(progress);
    } else {
      progresses.save(progress);
    }
    changes.publish(
        new Change("run.progress", report.ion(), report.node(), run, 0, progress.reportedAt()));
    return HttpResponse.noContent();
  }

  private static String shortened(String stage) {
    return stage.length() <= 400 ? stage : stage.substring(0, 400);
  }

  /** {@code TrainingProgress} of the run, and whose it is. */
  record Report(
      String ion,
      String node,
      String run,
      String phase,
      @Nullable String stage,
      double fraction,
      int tasksDone,
      int tasksKnown,
      @Nullable Map<String, Double> counters,
      @Nullable List<String> log) {
    Report {
      Required.text("ion", ion);
      Required.text("node", node);
      Required.text("run", run);
      Required.text("phase", phase);
    }
  }
}
