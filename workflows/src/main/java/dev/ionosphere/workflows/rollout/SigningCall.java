package dev.ionosphere.workflows.rollout;

import dev.ionosphere.workflows.WorkflowNames;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How the hub is asked for devices and orders: until it is back. */
final class SigningCall {

  static FleetActivities orders(CohortInput input) {
    return stub(
        "orders for %d devices of %s".formatted(input.devices().size(), input.rollout().node()),
        ActivityCancellationType.ABANDON);
  }

  static FleetActivities devices(RolloutInput input) {
    return stub("devices with " + input.selector(), ActivityCancellationType.ABANDON);
  }

  /** As rollouts did that began before orders were signed. */
  static FleetActivities earlier(RolloutInput input) {
    return stub("devices with " + input.selector(), ActivityCancellationType.TRY_CANCEL);
  }

  /**
   * @param cancelled what becomes of a request that nobody needs any more; it is short, and hears
   *     of nothing while it lasts
   */
  private static FleetActivities stub(String summary, ActivityCancellationType cancelled) {
    return Workflow.newActivityStub(
        FleetActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
            // One request to the hub.
            .setStartToCloseTimeout(Duration.ofSeconds(35))
            .setCancellationType(cancelled)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setMaximumInterval(Duration.ofSeconds(10))
                    .build())
            .setSummary(summary)
            .build());
  }

  private SigningCall() {}
}
