package dev.ionosphere.api.device;

import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.spec.ion.DeviceSelector;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** The fleet for workers. */
@Controller("/internal/v1/devices")
@Needs(Permission.WORK)
@ExecuteOn(TaskExecutors.BLOCKING)
final class InternalDeviceController {

  private final Fleet fleet;

  InternalDeviceController(Fleet fleet) {
    this.fleet = fleet;
  }

  @Get
  List<String> select(@QueryValue String selector) {
    try {
      return fleet.select(DeviceSelector.parse(selector));
    } catch (IllegalArgumentException e) {
      throw HubException.malformed("selector: " + e.getMessage());
    }
  }
}
