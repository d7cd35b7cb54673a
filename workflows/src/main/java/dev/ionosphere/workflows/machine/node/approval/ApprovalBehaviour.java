package dev.ionosphere.workflows.machine.node.approval;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.ask.Asking;
import dev.ionosphere.workflows.machine.ask.AskingPolicy;
import dev.ionosphere.workflows.machine.ask.OpenApproval;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.machine.node.Closing;
import dev.ionosphere.workflows.machine.node.Kind;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import dev.ionosphere.workflows.machine.token.Batch;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks people about every candidate that comes. */
public final class ApprovalBehaviour implements NodeBehaviour<ApprovalNode, ApprovalState> {

  private static final Kind<ApprovalNode, ApprovalState> KIND =
      Kind.first("approval", ApprovalNode.class, ApprovalState.class);

  @Override
  public Kind<ApprovalNode, ApprovalState> kind() {
    return KIND;
  }

  @Override
  public ApprovalState initial(ApprovalNode node, Scope scope) {
    return ApprovalState.NEW;
  }

  @Override
  public ApprovalState arrived(ApprovalNode node, ApprovalState state, Batch batch, Scope scope) {
    return new ApprovalState(
        Asking.open(node.name(), node.approvers(), state.asked(), batch, scope));
  }

  @Override
  public ApprovalState told(
      ApprovalNode node, ApprovalState state, NodeCommand command, Scope scope) {
    return switch (command) {
      case NodeCommand.Decide decide ->
          new ApprovalState(Asking.decided(state.asked(), decide, scope));
      case NodeCommand.StopRun stop -> refused(node, state, "stop of a run", scope);
      case NodeCommand.SetModel set -> refused(node, state, "model", scope);
      case NodeCommand.Judged judged -> refused(node, state, "judgement", scope);
    };
  }

  @Override
  public Optional<Verdict> judge(ApprovalState state, DecideRequest request, Scope scope) {
    return Optional.of(Asking.judge(state.asked(), request, scope));
  }

  @Override
  public ApprovalState due(ApprovalNode node, ApprovalState state, Alarm alarm, Scope scope) {
    return new ApprovalState(Asking.due(node.approvers(), state.asked(), alarm, scope));
  }

  @Override
  public ApprovalState adapt(
      ApprovalNode before, ApprovalNode after, ApprovalState state, String cause, Scope scope) {
    return new ApprovalState(Asking.adapt(state.asked(), cause, scope));
  }

  @Override
  public ApprovalState paused(ApprovalNode node, ApprovalState state, Scope scope) {
    return new ApprovalState(Asking.paused(state.asked(), scope));
  }

  @Override
  public ApprovalState resumed(ApprovalNode node, ApprovalState state, String cause, Scope scope) {
    return new ApprovalState(Asking.resumed(state.asked(), scope));
  }

  @Override
  public ApprovalState close(ApprovalNode node, ApprovalState state, Closing why, Scope scope) {
    return new ApprovalState(Asking.close(state.asked(), why, scope));
  }

  @Override
  public Set<Alarm> alarms(ApprovalNode node, ApprovalState state, boolean paused) {
    return Asking.alarms(node.name(), state.asked());
  }

  @Override
  public List<PolicyField> policy(ApprovalNode node) {
    return AskingPolicy.fields(node.approvers());
  }

  @Override
  public List<Stage> approvers(ApprovalNode node) {
    return node.approvers().stages();
  }

  @Override
  public Optional<ApprovalView> waiting(ApprovalNode node, ApprovalState state) {
    return Asking.waiting(node.name(), state.asked());
  }

  @Override
  public NodeView view(ApprovalNode node, ApprovalState state) {
    OpenApproval open = state.asked().open();
    return NodeView.of(
        KIND.name(),
        open == null ? NodeStatus.IDLE : NodeStatus.WAITING,
        open == null ? "" : open.approval(),
        state.laps());
  }
}
