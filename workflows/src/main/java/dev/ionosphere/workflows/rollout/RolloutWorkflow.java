package dev.ionosphere.workflows.rollout;

import dev.ionosphere.workflows.watch.EndSignal;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * Takes one release to the devices of one node, {@code rollout:<ion>:<node>:<generation>}. Signals
 * that come without their argument are ignored.
 */
@WorkflowInterface
public interface RolloutWorkflow {

  /** Ends when every device has answered, at the deadline, or when it is stopped. */
  @WorkflowMethod(name = "Rollout")
  RolloutReport roll(RolloutInput input);

  /** No further wave starts. */
  @SignalMethod(name = "pause")
  void pause(@Nullable RolloutCommand command);

  @SignalMethod(name = "resume")
  void resume(@Nullable RolloutCommand command);

  /** Asks no more devices; those that have the release keep it. */
  @SignalMethod(name = "abort")
  void abort(@Nullable RolloutCommand command);

  /** A newer release of the node is on its way. */
  @SignalMethod(name = "supersede")
  void supersede(@Nullable RolloutCommand command);

  /** Another run of the ION than the one that started it wants to know when it ends. */
  @SignalMethod(name = EndSignal.WATCH)
  void watch();

  /** A cohort that stays behind for silent devices. */
  @SignalMethod(name = "cohort")
  void cohort(@Nullable CohortReport report);

  @QueryMethod(name = "progress")
  RolloutView progress();
}
