package dev.ionosphere.workflows.machine.node.approval;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.Approvers;
import dev.ionosphere.workflows.machine.ask.Asked;
import dev.ionosphere.workflows.machine.ask.Asking;
import dev.ionosphere.workflows.machine.ask.AskingBehaviour;
import dev.ionosphere.workflows.machine.ask.AskingPolicy;
import dev.ionosphere.workflows.machine.ask.OpenApproval;
import dev.ionosphere.workflows.machine.node.Kind;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import dev.ionosphere.workflows.machine.token.Batch;
import java.util.List;
import java.util.Optional;

/** Asks people about every candidate that comes. */
public final class ApprovalBehaviour implements AskingBehaviour<ApprovalNode, ApprovalState> {

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
    return asking(state, Asking.open(node.name(), node.approvers(), state.asked(), batch, scope));
  }

  @Override
  public Approvers asks(ApprovalNode node) {
    return node.approvers();
  }

  @Override
  public Optional<Approvers> asksAlways(ApprovalNode node) {
    return Optional.of(node.approvers());
  }

  @Override
  public ApprovalState asking(ApprovalState state, Asked next) {
    return new ApprovalState(next);
  }

  @Override
  public List<PolicyField> policy(ApprovalNode node) {
    return AskingPolicy.fields(node.approvers());
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
