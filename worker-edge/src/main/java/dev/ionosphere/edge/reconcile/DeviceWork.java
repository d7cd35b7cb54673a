package dev.ionosphere.edge.reconcile;

import dev.ionosphere.workflows.device.ApplyOutcome;
import dev.ionosphere.workflows.device.DesiredState;
import dev.ionosphere.workflows.device.DeviceActivities;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.io.IOException;

/** The device's activities: thin, around the reconciler. */
final class DeviceWork implements DeviceActivities {

  private final Reconciler reconciler;

  DeviceWork(Reconciler reconciler) {
    this.reconciler = reconciler;
  }

  @Override
  public ApplyOutcome apply(DesiredState desired) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    try {
      return reconciler.apply(desired, () -> context.heartbeat(null));
    } catch (IOException e) {
      throw Activity.wrap(e);
    }
  }
}
