package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.approval.OpenApproval;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.ion.IonView.ApprovalView;
import dev.ionosphere.workflows.ion.IonView.NodeView;
import dev.ionosphere.workflows.ion.NodeState.LastRun;
import dev.ionosphere.workflows.ion.NodeState.LastRun.Outcome;
import dev.ionosphere.workflows.ion.NodeState.Release;
import dev.ionosphere.workflows.ion.NodeState.RolloutState;
import dev.ionosphere.workflows.ion.NodeState.Run;
import dev.ionosphere.workflows.timeline.ChainHead;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The state as others see it. */
final class Views {

  static IonView of(IonState state, Instant now) {
    Map<String, NodeView> nodes = new LinkedHashMap<>();
    state
        .nodes()
        .forEach(
            (name, node) -> nodes.put(name, node(node, state.numbers().getOrDefault(name, 0L))));
    ChainHead chain = state.chain();
    return new IonView(
        state.name(),
        state.status().text(),
        state.generation(),
        state.generation(),
        Subject.digest(state.document()),
        now,
        nodes,
        open(state).stream().map(Views::approval).toList(),
        chain == null ? 0 : chain.sequence(),
        chain == null ? null : chain.hash());
  }

  static List<OpenApproval> open(IonState state) {
    return state.nodes().values().stream()
        .filter(NodeState.Approval.class::isInstance)
        .map(node -> ((NodeState.Approval) node).open())
        .filter(open -> open != null)
        .toList();
  }

  private static NodeView node(NodeState node, long number) {
    return switch (node) {
      case NodeState.Training training -> {
        Run run = training.run();
        LastRun last = training.last();
        yield new NodeView(
            "training",
            trainingState(training),
            run != null ? run.run() : last != null ? last.run() : null,
            null,
            training.nextFire(),
            0,
            null,
            training.laps(),
            false);
      }
      case NodeState.Approval approval ->
          new NodeView(
              "approval",
              approval.open() == null ? "idle" : "waiting",
              null,
              null,
              null,
              0,
              null,
              approval.laps(),
              false);
      case NodeState.Inference inference -> {
        Release current = inference.current();
        RolloutState rollout = inference.rollout();
        yield new NodeView(
            "inference",
            inferenceState(inference),
            null,
            rollout == null ? null : rollout.rollout(),
            null,
            current == null ? 0 : number,
            current == null ? null : current.model().digest(),
            inference.laps(),
            inference.drifted());
      }
    };
  }

  static String trainingState(NodeState.Training training) {
    LastRun last = training.last();
    if (training.run() != null) {
      return "running";
    }
    if (last != null && last.outcome() == Outcome.FAILED) {
      return "failed";
    }
    return "idle";
  }

  static String inferenceState(NodeState.Inference inference) {
    RolloutState rollout = inference.rollout();
    if (inference.current() == null) {
      return "empty";
    }
    if (rollout == null) {
      return "active";
    }
    return switch (rollout.outcome()) {
      case ROLLING -> "rolling";
      case FAILED -> "failed";
      default -> "active";
    };
  }

  private static ApprovalView approval(OpenApproval open) {
    return new ApprovalView(
        open.approval(),
        open.node(),
        open.subject(),
        open.candidate().model().digest(),
        open.current(),
        open.role(),
        open.required(),
        open.approvedBy(),
        open.candidate().requester(),
        open.notRequester(),
        open.openedAt(),
        open.expiresAt(),
        open.candidate().evidence());
  }

  private Views() {}
}
