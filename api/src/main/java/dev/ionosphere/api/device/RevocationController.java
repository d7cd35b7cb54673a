package dev.ionosphere.api.device;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.Reasons;
import dev.ionosphere.api.problem.Required;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.model.Pageable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The end of a device, and what else was done about it. */
@Controller("/api/v1/devices")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RevocationController {

  private final Revocation revocation;
  private final Devices devices;
  private final DeviceViews views;
  private final DeviceRecords records;

  RevocationController(
      Revocation revocation, Devices devices, DeviceViews views, DeviceRecords records) {
    this.revocation = revocation;
    this.devices = devices;
    this.views = views;
    this.records = records;
  }

  /** Refuses every call of the device from now on; no rollout asks it any more. */
  @Post("/{device}/revoke")
  @Needs(Permission.REVOKE_DEVICE)
  DeviceViews.View revoke(String device, @Body Reason reason, Requester requester) {
    Reasons.check(reason.reason());
    return views.of(revocation.revoke(device, reason.reason(), requester));
  }

  /** What was done about the device and by whom, newest first. */
  @Get("/{device}/records")
  Slice<DeviceRecord> records(
      String device,
      @Nullable @QueryValue Long cursor,
      @QueryValue(defaultValue = "200") int limit) {
    if (!devices.existsById(device)) {
      throw HubException.notFound("device", device);
    }
    int size = Slice.size(limit);
    return Slice.of(
        records.findByDeviceAndIdLessThanOrderByIdDesc(
            device,
            cursor == null ? Long.MAX_VALUE : cursor,
            Pageable.from(0, size).withoutTotal()),
        size,
        record -> String.valueOf(record.id()));
  }

  /** Why it is revoked; stays in the record for good. */
  record Reason(String reason) {
    Reason {
      Required.text("reason", reason);
    }
  }
}
