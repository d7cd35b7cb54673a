package dev.ionosphere.edge.testing;

import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.device.DeviceActivities;
import dev.ionosphere.workflows.device.DeviceOrder;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/** Asks one device, as a cohort does. */
@WorkflowInterface
public interface ApplyWorkflow {

  @WorkflowMethod
  ApplyOutcome apply(DeviceOrder order);

  /** Schedules the activity on the device's queue. */
  final class Asking implements ApplyWorkflow {
    @Override
    public ApplyOutcome apply(DeviceOrder order) {
      return Workflow.newActivityStub(
              DeviceActivities.class,
              ActivityOptions.newBuilder()
                  .setTaskQueue(WorkflowNames.deviceQueue(order.device()))
                  .setStartToCloseTimeout(Duration.ofSeconds(30))
                  .setScheduleToCloseTimeout(Duration.ofMinutes(5))
                  .setHeartbeatTimeout(Duration.ofSeconds(10))
                  .build())
          .follow(order);
    }
  }
}
