package dev.ionosphere.workflows.rollout;

import dev.ionosphere.workflows.WorkflowNames;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;

/** How a cohort is started as a child. */
final class CohortCall {

  static ChildWorkflowOptions options(CohortInput input) {
    RolloutInput rollout = input.rollout();
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(
            WorkflowNames.cohort(
                rollout.ion(), rollout.node(), rollout.generation(), input.wave(), input.number()))
        .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
        // A terminated rollout must not go on asking devices.
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setStaticSummary(
            "%d devices of wave %d, generation %d of %s"
                .formatted(
                    input.devices().size(), input.wave(), rollout.generation(), rollout.node()))
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder()
                .set(SearchAttributeKey.forKeyword(WorkflowNames.ION_NAME), rollout.ion())
                .build())
        .build();
  }

  private CohortCall() {}
}
