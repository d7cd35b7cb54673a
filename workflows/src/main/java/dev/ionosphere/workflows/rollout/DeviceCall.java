package dev.ionosphere.workflows.rollout;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.device.DesiredState;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** How one device is asked. */
final class DeviceCall {

  /**
   * @param left until the rollout's deadline
   */
  static ActivityOptions options(DesiredState desired, Duration left) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(WorkflowNames.deviceQueue(desired.device()))
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
            "%s generation %d on %s"
                .formatted(desired.node(), desired.generation(), desired.device()))
        .build();
  }

  private DeviceCall() {}
}
