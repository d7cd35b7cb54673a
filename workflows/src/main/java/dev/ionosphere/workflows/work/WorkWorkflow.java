package dev.ionosphere.workflows.work;

import dev.ionosphere.workflows.watch.EndSignal;
import io.temporal.workflow.SignalMethod;
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

  /** Another run of the ION than the one that started it wants to know when it ends. */
  @SignalMethod(name = EndSignal.WATCH)
  void watch();
}
