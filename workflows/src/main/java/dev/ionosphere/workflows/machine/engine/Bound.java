package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.machine.node.Closing;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.node.Trigger;
import dev.ionosphere.workflows.machine.token.Batch;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.machine.work.WorkWait;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node, its state and its behaviour, of one kind that nobody outside needs to name. */
final class Bound<N extends Node, S extends NodeState> {

  private final NodeBehaviour<N, S> behaviour;
  private final N node;
  private final S state;

  private Bound(NodeBehaviour<N, S> behaviour, N node, S state) {
    this.behaviour = behaviour;
    this.node = node;
    this.state = state;
  }

  static Bound<?, ?> of(NodeBehaviour<?, ?> behaviour, Node node, NodeState state) {
    return bind(behaviour, node, state);
  }

  private static <N extends Node, S extends NodeState> Bound<N, S> bind(
      NodeBehaviour<N, S> behaviour, Node node, NodeState state) {
    return new Bound<>(
        behaviour, behaviour.kind().node().cast(node), behaviour.kind().state().cast(state));
  }

  NodeState same() {
    return state;
  }

  NodeState arrived(Batch batch, Scope scope) {
    return behaviour.arrived(node, state, batch, scope);
  }

  Optional<String> obstacle() {
    return behaviour.obstacle(node, state);
  }

  NodeState started(Trigger trigger, @Nullable String cause, @Nullable String trace, Scope scope) {
    return behaviour.started(node, state, trigger, cause, trace, scope);
  }

  NodeState ended(String work, WorkEnd end, Scope scope) {
    return behaviour.ended(node, state, work, end, scope);
  }

  NodeState progressed(String work, Object output, Scope scope) {
    return behaviour.progressed(node, state, work, output, scope);
  }

  NodeState waits(String work, Optional<WorkWait> wait, Scope scope) {
    return behaviour.waits(node, state, work, wait, scope);
  }

  NodeState due(Alarm alarm, Scope scope) {
    return behaviour.due(node, state, alarm, scope);
  }

  NodeState told(NodeCommand command, Scope scope) {
    return behaviour.told(node, state, command, scope);
  }

  NodeState adapt(Node before, Scope scope, String cause) {
    return behaviour.adapt(behaviour.kind().node().cast(before), node, state, cause, scope);
  }

  NodeState paused(Scope scope) {
    return behaviour.paused(node, state, scope);
  }

  NodeState resumed(String cause, Scope scope) {
    return behaviour.resumed(node, state, cause, scope);
  }

  NodeState close(Closing why, Scope scope) {
    return behaviour.close(node, state, why, scope);
  }

  Set<Alarm> alarms(boolean paused) {
    return behaviour.alarms(node, state, paused);
  }

  List<Work> work(boolean paused) {
    return behaviour.work(node, state, paused);
  }

  Set<EventName> standing() {
    return behaviour.standing(state);
  }

  Optional<ApprovalView> waiting() {
    return behaviour.waiting(node, state);
  }

  Optional<Verdict> judge(DecideRequest request, Scope scope) {
    return behaviour.judge(state, request, scope);
  }

  NodeView view() {
    return behaviour.view(node, state);
  }
}
