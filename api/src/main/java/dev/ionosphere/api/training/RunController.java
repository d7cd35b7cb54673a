package dev.ionosphere.api.training;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.ion.IonCommands;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.ion.CommandReceipt;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Training runs. */
@Controller("/api/v1/runs")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunController {

  private final TrainingRuns runs;
  private final RunProgresses progresses;
  private final IonCommands commands;

  RunController(TrainingRuns runs, RunProgresses progresses, IonCommands commands) {
    this.runs = runs;
    this.progresses = progresses;
    this.commands = commands;
  }

  /** Newest first; of an ION, or of one of its nodes. */
  @Get
  Slice<TrainingRun> list(
      @QueryValue(defaultValue = "") String ion,
      @QueryValue(defaultValue = "") String node,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "200") int limit) {
    int size = Slice.size(limit);
    String after = Slice.after(cursor, runs::existsById);
    return Slice.of(runs.newest(ion, node, after, size), size, TrainingRun::id);
  }

  /** A run, how far it is, and the newest lines its engine wrote. */
  @Get("/{run}")
  Detail get(String run) {
    return new Detail(known(run), progresses.findById(run).orElse(null));
  }

  /** Stops it, and what its engine does for it; the ION goes on. */
  @Answers(202)
  @Post("/{run}/stop")
  @Consumes(MediaType.ALL)
  @Needs(Permission.STOP_RUN)
  HttpResponse<CommandReceipt> stop(
      String run, @Nullable @Header("Idempotency-Key") String key, Requester requester) {
    return HttpResponse.accepted().body(commands.stopRun(known(run).ion(), run, key, requester));
  }

  private TrainingRun known(String run) {
    return runs.findById(run).orElseThrow(() -> HubException.notFound("run", run));
  }

  record Detail(
      @com.fasterxml.jackson.annotation.JsonUnwrapped TrainingRun run,
      @Nullable RunProgress progress) {}
}
