package dev.ionosphere.workflows.rollout;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Looks after a cohort, {@code cohort:<ion>:<node>:<generation>:<wave>:<n>}. */
@WorkflowInterface
public interface CohortWorkflow {

  /** Ends when every device has answered, at the deadline, or when it is cancelled. */
  @WorkflowMethod(name = "Cohort")
  CohortReport serve(CohortInput input);
}
