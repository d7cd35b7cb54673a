package dev.ionosphere.workflows.machine.ask;

import dev.ionosphere.spec.ion.Approvers;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.machine.node.Closing;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What every kind of node does that asks people, from the question to its end. When it asks is up
 * to the kind.
 */
public interface AskingBehaviour<N extends Node, S extends AskingState>
    extends NodeBehaviour<N, S> {

  /** Whom it asks. */
  Approvers asks(N node);

  /** The same state with something else asked. */
  S asking(S state, Asked next);

  @Override
  default S told(N node, S state, NodeCommand command, Scope scope) {
    return switch (command) {
      case NodeCommand.Decide decide -> asking(state, Asking.decided(state.asked(), decide, scope));
      case NodeCommand.StopRun stop -> refused(node, state, "stop of a run", scope);
      case NodeCommand.SetModel set -> refused(node, state, "model", scope);
      case NodeCommand.Judged judged -> refused(node, state, "judgement", scope);
    };
  }

  @Override
  default Optional<Verdict> judge(S state, DecideRequest request, Scope scope) {
    return Optional.of(Asking.judge(state.asked(), request, scope));
  }

  @Override
  default S due(N node, S state, Alarm alarm, Scope scope) {
    return asking(state, Asking.due(asks(node), state.asked(), alarm, scope));
  }

  @Override
  default S adapt(N before, N after, S state, String cause, Scope scope) {
    return asking(state, Asking.adapt(state.asked(), cause, scope));
  }

  @Override
  default S paused(N node, S state, Scope scope) {
    return asking(state, Asking.paused(state.asked(), scope));
  }

  @Override
  default S resumed(N node, S state, String cause, Scope scope) {
    return asking(state, Asking.resumed(state.asked(), scope));
  }

  @Override
  default S close(N node, S state, Closing why, Scope scope) {
    return asking(state, Asking.close(state.asked(), why, scope));
  }

  @Override
  default Set<Alarm> alarms(N node, S state, boolean paused) {
    return Asking.alarms(node.name(), state.asked());
  }

  @Override
  default List<Stage> approvers(N node) {
    return asks(node).stages();
  }

  @Override
  default Optional<ApprovalView> waiting(N node, S state) {
    return Asking.waiting(node.name(), state.asked());
  }
}
