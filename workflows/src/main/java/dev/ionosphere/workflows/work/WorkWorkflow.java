package dev.ionosphere.workflows.work;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One piece of long work, {@code work:<ion>:<node>:<n>}. It is stopped by cancelling it. Trouble
 * with anything but the program is waited out, and said.
 */
@WorkflowInterface
public interface WorkWorkflow {

  @WorkflowMethod(name = "Work")
  WorkOutcome run(WorkOrder order);
}
