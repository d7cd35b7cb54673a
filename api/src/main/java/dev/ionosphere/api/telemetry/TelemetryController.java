package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.access.DeviceRequester;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.DeviceOnly;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.device.Telemetry;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** What devices report. 202 means: kept, need not be sent again. */
@Controller("/edge/v1/telemetry")
@DeviceOnly
@ExecuteOn(TaskExecutors.BLOCKING)
final class TelemetryController {

  private final TelemetryIntake intake;

  TelemetryController(TelemetryIntake intake) {
    this.intake = intake;
  }

  @Answers(202)
  @Post
  HttpResponse<?> report(@Body Telemetry telemetry, DeviceRequester device) {
    if (!device.device().equals(telemetry.device())) {
      throw new HubException(
          ErrorCode.FORBIDDEN, "device " + device.device() + " reported for " + telemetry.device());
    }
    intake.take(telemetry);
    return HttpResponse.accepted();
  }
}
