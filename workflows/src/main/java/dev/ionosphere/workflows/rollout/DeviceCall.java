package dev.ionosphere.workflows.rollout;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.device.DeviceActivities;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How one device is asked. */
final class DeviceCall {

  /**
   * @param left until the rollout's deadline
   */
  static DeviceActivities stub(RolloutInput rollout, String device, Duration left) {
    return Workflow.newActivityStub(DeviceActivities.class, options(rollout, device, left));
  }

  private static ActivityOptions options(RolloutInput rollout, String device, Duration left) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(WorkflowNames.deviceQueue(device))
        // The device may be away until then. No schedule-to-start timeout: it cannot be retried.
        .setScheduleToCloseTimeout(left)
        // A try that was lost on the way costs this much; a fetch that takes longer goes on with
        // the next try, for the device keeps what it has.
        .setStartToCloseTimeout(Duration.ofMinutes(3))
        // The hub may be away as well.
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(1))
                .setMaximumInterval(Duration.ofMinutes(1))
                .build())
        // A device that has not begun is let go at once; one that has is not waited for.
        .setCancellationType(ActivityCancellationType.TRY_CANCEL)
        .setSummary(
            "%s generation %d on %s".formatted(rollout.node(), rollout.generation(), device))
        .build();
  }

  private DeviceCall() {}
}
