package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import java.util.Map;

/** How an ION's workflow is started, in one place. */
public final class IonLaunch {

  static final SearchAttributeKey<String> NAME =
      SearchAttributeKey.forKeyword(WorkflowNames.ION_NAME);
  static final SearchAttributeKey<String> STATUS =
      SearchAttributeKey.forKeyword(WorkflowNames.ION_STATUS);
  static final SearchAttributeKey<Long> PENDING_APPROVALS =
      SearchAttributeKey.forLong(WorkflowNames.ION_PENDING_APPROVALS);

  /**
   * Options to start {@link IonWorkflow#live} with. A second start while the ION lives is refused
   * by the server; after it was stopped, the same name may live again.
   */
  public static WorkflowOptions options(IonState state) {
    long generation = state.document().generation();
    String actor = state.identity().launchedBy().text();
    return WorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowNames.ion(state.name()))
        .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        .setStaticSummary("ION " + state.name())
        .setStaticDetails(
            "ION **%s**, document generation %d, launched by %s."
                .formatted(state.name(), generation, actor))
        .setMemo(Map.of("generation", generation, "launchedBy", actor))
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder()
                .set(NAME, state.name())
                .set(STATUS, IonStatus.RUNNING.text())
                .set(PENDING_APPROVALS, 0L)
                .build())
        .build();
  }

  private IonLaunch() {}
}
