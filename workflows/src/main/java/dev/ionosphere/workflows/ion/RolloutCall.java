package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.rollout.RolloutInput;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.ChildWorkflowOptions;

/** How a rollout is started as a child. */
final class RolloutCall {

  static ChildWorkflowOptions options(RolloutInput input) {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(input.rollout())
        .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
        // It outlives the runs of its ION.
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
        .setStaticSummary(
            "generation %d of %s to devices %s"
                .formatted(input.generation(), input.node(), input.selector()))
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder().set(IonLaunch.NAME, input.ion()).build())
        .build();
  }

  /** An earlier run of the ION started it already. */
  static boolean runsAlready(Throwable failure) {
    return failure.getCause() instanceof WorkflowExecutionAlreadyStarted;
  }

  private RolloutCall() {}
}
