package dev.ionosphere.api.training;

import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.ion.StoredIons;
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
  private final StoredIons ions;

  RunProgressController(TrainingRuns runs, StoredIons ions) {
    this.runs = runs;
    this.ions = ions;
  }

  @Get("/{run}")
  Where get(String run) {
    return runs.findById(run)
        .map(known ->
            new Where(known.ion(), known.node(), known.id(), known.state(), held(known.ion())))
        .orElseThrow(() -> HubException.notFound("run", run));
  }

  private boolean held(String ion) {
    return ions.findById(ion).filter(StoredIon::isHeld).isPresent();
  }

  /**
   * State as in {@link TrainingRun}.
   *
   * @param held whether a legal hold of its ION keeps everything
   */
  record Where(String ion, String node, String run, String state, boolean held) {}
}
