package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.policy.PendingChange;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.timeline.ChainHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The state as others see it. */
final class Views {

  static IonView of(
      IonState state, IonGraph graph, Function<Node, NodeBehaviour<?, ?>> behaviours, Instant now) {
    Map<String, NodeView> nodes = new LinkedHashMap<>();
    List<ApprovalView> approvals = new ArrayList<>();
    for (Node node : graph.ion().nodes().values()) {
      NodeState known = state.nodes().get(node.name());
      if (known != null) {
        Bound<?, ?> bound = Bound.of(behaviours.apply(node), node, known);
        nodes.put(node.name(), bound.view());
        bound.waiting().ifPresent(approvals::add);
      }
    }
    PendingChange pending = state.policy().pending();
    if (pending != null) {
      approvals.add(waiting(state, pending));
    }
    ChainHead chain = state.ledger().chain();
    return new IonView(
        state.name(),
        state.status(),
        state.document().generation(),
        pending == null ? null : pending.generation(),
        state.document().digest(),
        now,
        nodes,
        approvals,
        chain == null ? 0 : chain.sequence(),
        chain == null ? null : chain.hash());
  }

  private static ApprovalView waiting(IonState state, PendingChange pending) {
    return new ApprovalView(
        pending.id(),
        null,
        pending.subject(),
        Subject.digest(pending.document()),
        state.document().digest(),
        null,
        Subject.digest(String.join("\n", pending.weakens())),
        pending.ballot(),
        pending.proposedAt(),
        null,
        false);
  }

  private Views() {}
}
