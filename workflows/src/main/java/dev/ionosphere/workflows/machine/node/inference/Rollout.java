package dev.ionosphere.workflows.machine.node.inference;

import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;

/**
 * The newest rollout of a node, frozen as it began.
 *
 * @param outcome rolling, or how it ended
 * @param open whether its workflow still looks after devices
 */
public record Rollout(RolloutInput input, RolloutStatus outcome, Tally tally, boolean open) {

  static Rollout started(RolloutInput input) {
    return new Rollout(input, RolloutStatus.ROLLING, Tally.NONE, true);
  }

  /** Whether nobody can say yet how it ends. */
  boolean isUndecided() {
    return switch (outcome) {
      case SELECTING, ROLLING, SOAKING, PAUSED -> true;
      case CATCHING_UP, COMPLETED, FAILED, SUPERSEDED, ABORTED -> false;
    };
  }

  Rollout reported(RolloutReport report) {
    return new Rollout(input, report.outcome(), report.tally(), report.open());
  }

  Rollout lost() {
    return new Rollout(input, RolloutStatus.ABORTED, tally, false);
  }
}
