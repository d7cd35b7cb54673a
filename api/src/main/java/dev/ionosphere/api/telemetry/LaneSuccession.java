package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.device.Succession;
import jakarta.inject.Singleton;

/**
 * A device that proves it is the same has the same spool: what it brought it need not bring again.
 */
@Singleton
final class LaneSuccession implements Succession {

  private final ReportLanes lanes;

  LaneSuccession(ReportLanes lanes) {
    this.lanes = lanes;
  }

  @Override
  public void goesOn(String device, long before, long after) {
    for (ReportLane lane : lanes.findByDeviceAndIncarnation(device, before)) {
      lanes.save(
          new ReportLane(
              ReportLane.id(device, after, lane.lane()),
              device,
              after,
              lane.lane(),
              lane.newest(),
              lane.reportedAt()));
    }
  }
}
