package dev.ionosphere.edge.reconcile;

import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.workflows.device.DeviceActivities;
import dev.ionosphere.workflows.device.DeviceOrder;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.io.IOException;

/** The device's activities: thin, around the follower. */
final class DeviceWork implements DeviceActivities {

  private final Follower follower;

  DeviceWork(Follower follower) {
    this.follower = follower;
  }

  @Override
  public ApplyOutcome apply(DesiredState desired) {
    return follower.unsigned(desired);
  }

  @Override
  public ApplyOutcome follow(DeviceOrder order) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    try {
      return follower.follow(order, () -> context.heartbeat(null));
    } catch (IOException e) {
      throw Activity.wrap(e);
    }
  }
}
