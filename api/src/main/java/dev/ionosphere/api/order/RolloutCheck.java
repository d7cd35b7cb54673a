package dev.ionosphere.api.order;

import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.recall.Recalls;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.rollout.RolloutClaim;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Whether a rollout is the one that its ION wants, by the ION's own word. Anybody who can start a
 * workflow can start a rollout; whoever is not the ION cannot speak for it.
 */
@Singleton
class RolloutCheck {

  private final IonWorkflows workflows;
  private final ModelReleases releases;
  private final Recalls recalls;

  RolloutCheck(IonWorkflows workflows, ModelReleases releases, Recalls recalls) {
    this.recalls = recalls;
    this.workflows = workflows;
    this.releases = releases;
  }

  /**
   * @throws HubException {@code NOT_RELEASED} if the ION does not want it; {@code REFUSED} if it
   *     did and wants a newer one, or the model was recalled; {@code UNAVAILABLE} if it cannot be
   *     asked now
   */
  void check(RolloutClaim claim) {
    wanted(claim);
    recalls.requireUsable(claim.model());
  }

  private void wanted(RolloutClaim claim) {
    Optional<IonView> view = workflows.state(claim.ion());
    if (view.isEmpty() || view.get().status() == IonStatus.STOPPED) {
      throw refused("ION %s does not run; it wants nothing".formatted(claim.ion()));
    }
    NodeView node = view.get().nodes().get(claim.node());
    NodeView.ReleaseView wanted = node == null ? null : node.release();
    if (node == null || wanted == null) {
      throw refused("ION %s wants no model at %s".formatted(claim.ion(), claim.node()));
    }
    if (wanted.generation() > claim.generation() && wasReleased(claim)) {
      // Nothing is forged: the rollout has not heard yet that it was superseded.
      throw new HubException(
          ErrorCode.REFUSED,
          "generation %d of %s.%s is superseded by %d"
              .formatted(claim.generation(), claim.ion(), claim.node(), wanted.generation()));
    }
    if (wanted.generation() != claim.generation()
        || !wanted.wanted().equals(claim.model())
        || !claim.rollout().equals(node.rollout())) {
      throw refused(
          "ION %s wants generation %d of %s, %s, by %s; %s asks for generation %d, %s"
              .formatted(
                  claim.ion(),
                  wanted.generation(),
                  claim.node(),
                  wanted.wanted(),
                  node.rollout(),
                  claim.rollout(),
                  claim.generation(),
                  claim.model()));
    }
  }

  private boolean wasReleased(RolloutClaim claim) {
    return releases
        .findById("%s.%s.%d".formatted(claim.ion(), claim.node(), claim.generation()))
        .filter(told -> told.digest().equals(claim.model()))
        .isPresent();
  }

  private static HubException refused(String message) {
    return new HubException(ErrorCode.NOT_RELEASED, message);
  }
}
