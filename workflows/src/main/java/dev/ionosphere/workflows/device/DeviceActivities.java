package dev.ionosphere.workflows.device;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Work of one device, on its own queue {@code device:<id>}. */
@ActivityInterface(namePrefix = "")
public interface DeviceActivities {

  /**
   * Brings the device to the desired state and answers when it holds it or has refused it.
   * Idempotent; a generation below the one it has is refused. Failing to reach the hub is an
   * exception (retried); a package that is not fit is an outcome.
   */
  @ActivityMethod(name = "ApplyDesiredState")
  ApplyOutcome apply(DesiredState desired);
}
