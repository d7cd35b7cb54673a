package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.Kind;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import dev.ionosphere.workflows.machine.token.Batch;
import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind that the machine does not have yet, written as an approval: it compares a candidate with
 * the champion as long work with a deadline, and lets it pass if it is better.
 */
final class TestingComparison
    implements NodeBehaviour<ApprovalNode, TestingComparison.ComparisonState> {

  static final String BETTER = "better";
  static final String WORSE = "worse";

  record ComparisonState(@Nullable Batch batch, String work, Instant deadline, long laps)
      implements NodeState {}

  @Override
  public Kind<ApprovalNode, ComparisonState> kind() {
    return Kind.first("comparison", ApprovalNode.class, ComparisonState.class);
  }

  @Override
  public ComparisonState initial(ApprovalNode node, Scope scope) {
    return new ComparisonState(null, "", Instant.EPOCH, 0);
  }

  @Override
  public ComparisonState arrived(
      ApprovalNode node, ComparisonState state, Batch batch, Scope scope) {
    return new ComparisonState(
        batch,
        "work:%s:%s:%d".formatted(scope.ion(), node.name(), scope.next()),
        scope.now().plus(node.approvers().expiresAfter()),
        state.laps());
  }

  @Override
  public ComparisonState ended(
      ApprovalNode node, ComparisonState state, String work, WorkEnd end, Scope scope) {
    if (state.batch() == null || !state.work().equals(work)) {
      return state;
    }
    return switch (end) {
      case WorkEnd.Done(Object verdict) when verdict.equals(BETTER) -> {
        String key = concluded(state, BETTER, state.batch(), scope);
        scope.pass(state.batch().allowedBy(state.work(), key));
        yield over(state);
      }
      case WorkEnd.Done done -> refuse(state, WORSE, scope);
      case WorkEnd.Failed failed -> refuse(state, "inconclusive: failed", scope);
      case WorkEnd.Cancelled cancelled -> refuse(state, "inconclusive: cancelled", scope);
      case WorkEnd.Lost lost -> refuse(state, "inconclusive: lost", scope);
    };
  }

  @Override
  public ComparisonState due(ApprovalNode node, ComparisonState state, Alarm alarm, Scope scope) {
    return refuse(state, "inconclusive: deadline", scope);
  }

  /** Nothing declared: what is not known to be better does not pass. */
  private static ComparisonState refuse(ComparisonState state, String verdict, Scope scope) {
    if (state.batch() != null) {
      scope.refuse(state.batch(), verdict, concluded(state, verdict, state.batch(), scope));
    }
    return over(state);
  }

  private static String concluded(ComparisonState state, String verdict, Batch batch, Scope scope) {
    return scope.record(
        new ApprovalEvent.ApprovalExpired(state.work(), verdict), Actor.SYSTEM, batch.cause());
  }

  private static ComparisonState over(ComparisonState state) {
    return new ComparisonState(null, "", Instant.EPOCH, state.laps() + 1);
  }

  @Override
  public Set<Alarm> alarms(ApprovalNode node, ComparisonState state, boolean paused) {
    return state.batch() == null || paused
        ? Set.of()
        : Set.of(new Alarm(node.name(), "deadline", state.deadline(), "the comparison ends"));
  }

  @Override
  public List<Work> work(ApprovalNode node, ComparisonState state, boolean paused) {
    return state.batch() == null
        ? List.of()
        : List.of(
            new Work(
                state.work(),
                node.name(),
                new Runner.Step("Compare", Object.class),
                state.batch().model(),
                1,
                paused ? Work.Mode.PAUSE : Work.Mode.RUN,
                "comparison"));
  }

  @Override
  public ComparisonState told(
      ApprovalNode node, ComparisonState state, NodeCommand command, Scope scope) {
    return refused(node, state, "command", scope);
  }

  @Override
  public List<PolicyField> policy(ApprovalNode node) {
    return List.of();
  }

  @Override
  public NodeView view(ApprovalNode node, ComparisonState state) {
    return NodeView.of(
        "comparison",
        state.batch() == null ? NodeStatus.IDLE : NodeStatus.RUNNING,
        state.work(),
        state.laps());
  }
}
