package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.permission.DeviceOnly;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Hidden;

/**
 * Where agents before 0.3.0 reported. They sign nothing that this hub takes, so they are told to
 * update before they come here; they keep what they have and say so in their log.
 */
@Hidden
@Controller("/edge/v1/telemetry")
@DeviceOnly
final class TelemetryController {

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<?> gone() {
    throw new HubException(
        ErrorCode.GONE,
        "this hub takes POST /edge/v1/reports; update the agent, what it keeps is taken then");
  }
}
