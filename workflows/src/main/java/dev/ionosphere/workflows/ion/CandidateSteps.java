package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.workflows.ion.IonState.Held;
import dev.ionosphere.workflows.model.Candidate;
import java.util.List;

/** How a candidate travels along model edges. */
final class CandidateSteps {

  /** Sends a candidate on from a node, or holds it while the ION is paused. */
  static void leave(Turn turn, String from, Candidate candidate) {
    if (turn.status() != IonStatus.RUNNING) {
      // Only the newest candidate of a node is worth waiting with.
      turn.held()
          .removeIf(held ->
              held.at().equals(from) && held.candidate().origin().equals(candidate.origin()));
      turn.held().add(new Held(from, candidate));
      return;
    }
    for (Node node : Way.next(turn.ion(), from)) {
      switch (node) {
        case ApprovalNode approval -> ApprovalSteps.open(turn, approval, candidate);
        case InferenceNode inference ->
            ReleaseSteps.release(
                turn,
                inference,
                candidate.model(),
                candidate.allowedBy(),
                candidate.cause(),
                candidate.trace());
        case TrainingNode training -> {
          // The reader refuses model edges into a training node.
        }
      }
    }
  }

  /** The pause is over. */
  static void leaveHeld(Turn turn) {
    List<Held> waiting = List.copyOf(turn.held());
    turn.held().clear();
    for (Held held : waiting) {
      leave(turn, held.at(), held.candidate());
    }
  }

  /** Sends a candidate on its way again from where it was made: the way has changed. */
  static void restart(Turn turn, Candidate candidate, String cause) {
    if (turn.ion().nodes().get(candidate.origin()) instanceof TrainingNode) {
      leave(turn, candidate.origin(), candidate.restarted(cause));
    }
  }

  private CandidateSteps() {}
}
