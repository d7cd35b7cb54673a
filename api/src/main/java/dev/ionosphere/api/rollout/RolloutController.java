package dev.ionosphere.api.rollout;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.workflows.ion.CommandReceipt;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** Releases on their way. */
@Controller("/api/v1/rollouts")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RolloutController {

  private final Rollouts rollouts;
  private final RolloutService service;
  private final HubConfiguration configuration;

  RolloutController(Rollouts rollouts, RolloutService service, HubConfiguration configuration) {
    this.rollouts = rollouts;
    this.service = service;
    this.configuration = configuration;
  }

  @Get
  @Needs(Permission.READ)
  Slice<Rollout> list(
      @QueryValue(defaultValue = "") String ion,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "200") int limit) {
    int size = Slice.size(limit);
    String after = Slice.after(cursor, rollouts::existsById);
    return Slice.of(rollouts.newest(ion, after, size), size, Rollout::id);
  }

  @Get("/{id}")
  @Needs(Permission.READ)
  Detail get(String id) {
    Rollout rollout = service.rollout(id);
    return new Detail(rollout, service.waves(id), configuration.temporalPage(id));
  }

  @Answers(202)
  @Post("/{id}/{command:pause|resume|abort}")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.ALL})
  @Needs(Permission.CONTROL_ROLLOUT)
  HttpResponse<CommandReceipt> command(
      String id, String command, @Nullable @Body Reason reason, Requester requester) {
    String why = reason == null || reason.reason() == null ? "" : reason.reason();
    return HttpResponse.accepted().body(service.command(id, command, why, requester));
  }

  record Detail(
      @com.fasterxml.jackson.annotation.JsonUnwrapped Rollout rollout,
      List<RolloutWave> steps,
      String temporal) {}

  record Reason(@Nullable String reason) {}
}
