package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.access.DeviceRequester;
import dev.ionosphere.api.permission.DeviceOnly;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.device.TelemetryReceipt;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** What devices report. A record that has a verdict need not be sent again. */
@Controller("/edge/v1/reports")
@DeviceOnly
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReportController {

  private final TelemetryIntake intake;

  ReportController(TelemetryIntake intake) {
    this.intake = intake;
  }

  /** Takes records of the device's spool, and answers a verdict for each. */
  @Post
  TelemetryReceipt report(@Body Telemetry telemetry, DeviceRequester device) {
    if (!device.device().equals(telemetry.device())) {
      throw new HubException(
          ErrorCode.FORBIDDEN, "device " + device.device() + " reported for " + telemetry.device());
    }
    if (device.incarnation() != telemetry.incarnation()) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "device %s reported as incarnation %d, enrolled is %d"
              .formatted(device.device(), telemetry.incarnation(), device.incarnation()));
    }
    return intake.take(telemetry);
  }
}
