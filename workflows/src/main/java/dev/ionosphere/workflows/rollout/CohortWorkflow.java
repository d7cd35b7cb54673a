package dev.ionosphere.workflows.rollout;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** Looks after a cohort, {@code cohort:<ion>:<node>:<generation>:<wave>:<n>}. */
@WorkflowInterface
public interface CohortWorkflow {

  /** Ends when every device has answered, at the deadline, or when it is cancelled. */
  @WorkflowMethod(name = "Cohort")
  CohortReport serve(CohortInput input);

  /**
   * What devices answered that fetch their orders themselves; what nobody waits for is left out.
   */
  @SignalMethod(name = AnswersSignal.NAME)
  void answers(@Nullable AnswersSignal signal);
}
