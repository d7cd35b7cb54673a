package dev.ionosphere.api.training;

import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Where runs are, for workers: whether a job that they find is still waited for. */
@Controller("/internal/v1/runs")
@Needs(Permission.WORK)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunProgressController {

  private final TrainingRuns runs;

  RunProgressController(TrainingRuns runs) {
    this.runs = runs;
  }

  @Get("/{run}")
  Where get(String run) {
    return runs.findById(run)
        .map(known -> new Where(known.ion(), known.node(), known.id(), known.state()))
        .orElseThrow(() -> HubException.notFound("run", run));
  }

  /** State as in {@link TrainingRun}. */
  record Where(String ion, String node, String run, String state) {}
}
