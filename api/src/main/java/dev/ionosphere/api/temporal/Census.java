package dev.ionosphere.api.temporal;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import java.util.List;
import java.util.Set;

/**
 * What Temporal runs, whatever the hub believes. Every call may end in a 503 problem if Temporal is
 * down.
 */
public interface Census {

  /** IONs whose workflow runs. The list may be a few seconds old. */
  Set<String> running();

  /** Of one workflow, as it is now. */
  WorkflowStanding standing(String workflow);

  /** Trainings and rollouts of an ION, newest first, at most so many. */
  List<Work> work(String ion, int most);

  /** Asks a workflow to end; one that has ended is left alone. */
  void cancel(String workflow);

  record Work(String id, boolean running) {}

  /** What to tell people whose command finds no workflow. */
  static HubException lost(String ion, String how) {
    return new HubException(
        ErrorCode.CONFLICT,
        "ION %s was lost: its workflow is %s, though nobody stopped it; recover it first"
            .formatted(ion, how));
  }
}
