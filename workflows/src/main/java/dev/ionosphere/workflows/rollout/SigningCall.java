package dev.ionosphere.workflows.rollout;

import dev.ionosphere.workflows.WorkflowNames;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How the hub is asked for devices and orders: until it is back. */
final class SigningCall {

  static FleetActivities stub(CohortInput input) {
    return stub(
        "orders for %d devices of %s".formatted(input.devices().size(), input.rollout().node()));
  }

  static FleetActivities stub(RolloutInput input) {
    return stub("devices with " + input.selector());
  }

  private static FleetActivities stub(String summary) {
    return Workflow.newActivityStub(
        FleetActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
            // One request to the hub.
            .setStartToCloseTimeout(Duration.ofSeconds(35))
            .setCancellationType(ActivityCancellationType.TRY_CANCEL)
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
