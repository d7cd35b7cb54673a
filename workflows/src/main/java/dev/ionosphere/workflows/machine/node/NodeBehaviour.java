package dev.ionosphere.workflows.machine.node;

import dev.ionosphere.spec.ion.Approvers;
import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import dev.ionosphere.workflows.machine.token.Batch;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.machine.work.WorkWait;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a node kind does. Pure: the same node, state and scope always lead to the same. Every method
 * answers the node's next state; what else it wants done it leaves with the scope.
 */
public interface NodeBehaviour<N extends Node, S extends NodeState> {

  Kind<N, S> kind();

  /** Of a node that the ION did not have before. */
  S initial(N node, Scope scope);

  /** A batch has come along the node's model edges. Never in a pause. */
  default S arrived(N node, S state, Batch batch, Scope scope) {
    throw new IllegalStateException("No model comes to " + node.kind() + " " + node.name());
  }

  /** Why the node cannot be started now. */
  default Optional<String> obstacle(N node, S state) {
    return Optional.empty();
  }

  /** It is started; there was no obstacle. */
  default S started(
      N node,
      S state,
      Trigger trigger,
      @Nullable String cause,
      @Nullable String trace,
      Scope scope) {
    throw new IllegalStateException("Nothing starts " + node.kind() + " " + node.name());
  }

  /** Work that it wanted has ended. */
  default S ended(N node, S state, String work, WorkEnd end, Scope scope) {
    return state;
  }

  /** Work that it wants tells how far it is. */
  default S progressed(N node, S state, String work, Object output, Scope scope) {
    return state;
  }

  /**
   * @param wait absent: the work goes on
   */
  default S waits(N node, S state, String work, Optional<WorkWait> wait, Scope scope) {
    return state;
  }

  /** An alarm that it asked for has come. */
  default S due(N node, S state, Alarm alarm, Scope scope) {
    return state;
  }

  /** Somebody tells it something; the scope takes the reply. */
  S told(N node, S state, NodeCommand command, Scope scope);

  /**
   * The document has changed; policy is the same or stricter, or people approved.
   *
   * @param cause key of the record of the change
   */
  default S adapt(N before, N after, S state, String cause, Scope scope) {
    return state;
  }

  /** The ION is paused. */
  default S paused(N node, S state, Scope scope) {
    return state;
  }

  /**
   * The ION runs again.
   *
   * @param cause key of the record of it
   */
  default S resumed(N node, S state, String cause, Scope scope) {
    return state;
  }

  /** The node ends, with the ION or by a new document. */
  default S close(N node, S state, Closing why, Scope scope) {
    return state;
  }

  /** Instants that the state waits for; the ION's pause keeps those back that start something. */
  default Set<Alarm> alarms(N node, S state, boolean paused) {
    return Set.of();
  }

  /** Work that the state wants. */
  default List<Work> work(N node, S state, boolean paused) {
    return List.of();
  }

  /** Events that still stand, so that an edge which could not fire may fire later. */
  default Set<EventName> standing(S state) {
    return Set.of();
  }

  /** Everything about the node that is policy, and how two of its values compare. */
  List<PolicyField> policy(N node);

  /** Who lets models pass here; they also decide about changes that weaken policy. */
  default List<Stage> approvers(N node) {
    return List.of();
  }

  /** Whom every candidate needs here; nothing where some pass without anybody being asked. */
  default Optional<Approvers> asksAlways(N node) {
    return Optional.empty();
  }

  /** What waits for people here. */
  default Optional<ApprovalView> waiting(N node, S state) {
    return Optional.empty();
  }

  /** What a decision would be told; nothing if no decision is taken here. */
  default Optional<Verdict> judge(S state, DecideRequest request, Scope scope) {
    return Optional.empty();
  }

  NodeView view(N node, S state);

  /** The refusal of a command that the kind has no use for. */
  default S refused(N node, S state, String command, Scope scope) {
    scope.receipt(
        false,
        "%s node %s of ION %s takes no %s"
            .formatted(node.kind(), node.name(), scope.ion(), command));
    return state;
  }
}
