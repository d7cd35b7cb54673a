package dev.ionosphere.edge.temporal;

import dev.ionosphere.edge.reconcile.OrderIntake;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.workflows.device.DeviceActivities;
import dev.ionosphere.workflows.device.DeviceOrder;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The device's activities: thin, around the intake. */
final class DeviceWork implements DeviceActivities {

  private final OrderIntake intake;

  DeviceWork(OrderIntake intake) {
    this.intake = intake;
  }

  @Override
  public ApplyOutcome apply(DesiredState desired) {
    return intake.unsigned(String.valueOf(desired.ion()), String.valueOf(desired.node()));
  }

  @Override
  public ApplyOutcome follow(DeviceOrder order) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    OrderIntake.Asked asked =
        new OrderIntake.Asked(order.ion(), order.node(), order.generation(), order.trace());
    try {
      return intake.follow(
          order.order().getBytes(StandardCharsets.UTF_8), asked, () -> context.heartbeat(null));
    } catch (IOException e) {
      throw Activity.wrap(e);
    }
  }
}
