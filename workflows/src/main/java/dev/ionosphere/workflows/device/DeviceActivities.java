package dev.ionosphere.workflows.device;

import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Work of one device, on its own queue {@code device:<id>}. */
@ActivityInterface(namePrefix = "")
public interface DeviceActivities {

  /** An order that nobody signed, as it was before 0.3.0. Devices refuse it. */
  @ActivityMethod(name = "ApplyDesiredState")
  ApplyOutcome apply(DesiredState desired);

  /**
   * Follows a signed order and answers when the node that is asked about runs as ordered, or the
   * device has refused. Idempotent. Failing to reach the hub is an exception (retried); an order or
   * a package that is not fit is an outcome.
   */
  @ActivityMethod(name = "FollowOrder")
  ApplyOutcome follow(DeviceOrder order);
}
