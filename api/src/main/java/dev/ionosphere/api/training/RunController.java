package dev.ionosphere.api.training;

import dev.ionosphere.api.identity.Allowed;
import dev.ionosphere.api.identity.Role;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.model.Pageable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** Training runs. */
@Controller("/api/v1/runs")
@Allowed({Role.VIEWER, Role.DATA_SCIENTIST, Role.OPERATOR, Role.APPROVER, Role.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunController {

  private static final Pageable NEWEST = Pageable.from(0, 200).withoutTotal();

  private final TrainingRuns runs;
  private final RunProgresses progresses;

  RunController(TrainingRuns runs, RunProgresses progresses) {
    this.runs = runs;
    this.progresses = progresses;
  }

  /** Newest first; of an ION, or of one of its nodes. */
  @Get
  Page list(@Nullable @QueryValue String ion, @Nullable @QueryValue String node) {
    if (ion == null) {
      return new Page(runs.findAllOrderByStartedAtDesc(NEWEST));
    }
    return new Page(
        node == null
            ? runs.findByIonOrderByStartedAtDesc(ion, NEWEST)
            : runs.findByIonAndNodeOrderByStartedAtDesc(ion, node, NEWEST));
  }

  /** A run, how far it is, and the newest lines its engine wrote. */
  @Get("/{run}")
  Detail get(String run) {
    return new Detail(
        runs.findById(run).orElseThrow(() -> HubException.notFound("run", run)),
        progresses.findById(run).orElse(null));
  }

  record Page(List<TrainingRun> items) {}

  record Detail(
      @com.fasterxml.jackson.annotation.JsonUnwrapped TrainingRun run,
      @Nullable RunProgress progress) {}
}
