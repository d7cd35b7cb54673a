package dev.ionosphere.workflows.machine.node.gate;

import dev.ionosphere.spec.ion.Approvers;
import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.spec.ion.GateNode;
import dev.ionosphere.workflows.gate.GateActivities;
import dev.ionosphere.workflows.gate.GateInput;
import dev.ionosphere.workflows.gate.GateVerdict;
import dev.ionosphere.workflows.machine.ask.Asked;
import dev.ionosphere.workflows.machine.ask.Asking;
import dev.ionosphere.workflows.machine.ask.AskingBehaviour;
import dev.ionosphere.workflows.machine.ask.AskingPolicy;
import dev.ionosphere.workflows.machine.ask.OpenApproval;
import dev.ionosphere.workflows.machine.node.Closing;
import dev.ionosphere.workflows.machine.node.InUse;
import dev.ionosphere.workflows.machine.node.Kind;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import dev.ionosphere.workflows.machine.policy.PolicyField.Order;
import dev.ionosphere.workflows.machine.token.Batch;
import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.GateEvent;
import dev.ionosphere.workflows.timeline.Storable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds every candidate against a condition; where it is inconclusive, people are asked. */
public final class GateBehaviour implements AskingBehaviour<GateNode, GateState> {

  private static final Kind<GateNode, GateState> KIND =
      Kind.first("gate", GateNode.class, GateState.class);

  private static final Runner JUDGE = new Runner.Local(GateActivities.JUDGE, GateVerdict.class);

  @Override
  public Kind<GateNode, GateState> kind() {
    return KIND;
  }

  @Override
  public GateState initial(GateNode node, Scope scope) {
    return GateState.NEW;
  }

  @Override
  public Approvers asks(GateNode node) {
    return node.approvers();
  }

  @Override
  public GateState asking(GateState state, Asked next) {
    return state.asking(next);
  }

  @Override
  public GateState arrived(GateNode node, GateState state, Batch batch, Scope scope) {
    String newer = "a newer candidate, " + batch.model().run();
    GateState free =
        voided(state, Actor.SYSTEM, newer, scope)
            .asking(Asking.voided(state.asked(), Actor.SYSTEM, newer, scope));
    String id = scope.ion() + "." + node.name() + "." + scope.next();
    return free.judging(
        new Judging(id, batch, Asking.subject(batch, scope), input(node, batch, scope), null));
  }

  private static GateInput input(GateNode node, Batch batch, Scope scope) {
    Optional<InUse> used = scope.targets().stream().findFirst().flatMap(scope::inUse);
    return new GateInput(
        node.pass(),
        batch.model().metrics(),
        used.map(InUse::metrics).orElse(Map.of()),
        used.flatMap(InUse::judged)
            .map(judged ->
                new GateInput.Health(judged.similarity(), judged.rows(), judged.drifted()))
            .orElse(null),
        batch.model().evidence());
  }

  @Override
  public GateState ended(GateNode node, GateState state, String work, WorkEnd end, Scope scope) {
    Judging judging = state.judging();
    if (judging == null || !judging.work().equals(work)) {
      return state;
    }
    GateVerdict verdict = verdict(end);
    return scope.paused()
        ? state.judging(judging.with(verdict))
        : judged(node, state, judging, verdict, scope);
  }

  private static GateVerdict verdict(WorkEnd end) {
    return switch (end) {
      case WorkEnd.Done(GateVerdict verdict) -> verdict;
      case WorkEnd.Done done -> GateVerdict.inconclusive("the gate was not judged");
      case WorkEnd.Failed(String reason) -> GateVerdict.inconclusive(Storable.reason(reason));
      case WorkEnd.Cancelled(String reason) -> GateVerdict.inconclusive(reason);
      case WorkEnd.Lost(String reason) -> GateVerdict.inconclusive(reason);
    };
  }

  private static GateState judged(
      GateNode node, GateState state, Judging judging, GateVerdict verdict, Scope scope) {
    Batch batch = judging.batch();
    String key =
        scope.record(
            new GateEvent.GateJudged(
                judging.id(),
                batch.model().model().digest(),
                batch.model().run(),
                judging.input().condition(),
                verdict.outcome().text(),
                verdict.reason(),
                verdict.expression(),
                verdict.inputs(),
                verdict.seen()),
            Actor.SYSTEM,
            batch.cause());
    String run = batch.model().run();
    return switch (verdict.outcome()) {
      case PASS -> {
        scope.pass(batch.allowedBy(judging.id(), key));
        yield state.judged(run + " passed", 1);
      }
      case STOP -> {
        scope.refuse(batch, "stopped by gate " + node.name(), key);
        scope.tell(EventName.REJECTED, key, batch.trace());
        yield state.judged(run + " was stopped", 1);
      }
      case INCONCLUSIVE -> {
        GateState free = state.judged(run + " is inconclusive: " + verdict.reason(), 0);
        yield free.asking(
            Asking.open(node.name(), node.approvers(), free.asked(), batch.because(key), scope));
      }
    };
  }

  /** Ends a judgement that is under way. */
  private static GateState voided(GateState state, Actor actor, String reason, Scope scope) {
    Judging judging = state.judging();
    if (judging == null) {
      return state;
    }
    scope.record(new GateEvent.GateVoided(judging.id(), reason), actor, judging.batch().cause());
    return state.judging(null);
  }

  @Override
  public GateState adapt(
      GateNode before, GateNode after, GateState state, String cause, Scope scope) {
    GateState asked = AskingBehaviour.super.adapt(before, after, state, cause, scope);
    Judging judging = state.judging();
    if (judging == null || judging.subject().equals(Asking.subject(judging.batch(), scope))) {
      return asked;
    }
    scope.restart(judging.batch(), cause);
    return voided(asked, Actor.SYSTEM, "a changed document", scope);
  }

  @Override
  public GateState close(GateNode node, GateState state, Closing why, Scope scope) {
    Judging judging = state.judging();
    if (judging != null) {
      scope.restart(judging.batch(), judging.batch().cause());
    }
    return AskingBehaviour.super.close(
        node, voided(state, why.actor(), why.reason(), scope), why, scope);
  }

  @Override
  public GateState resumed(GateNode node, GateState state, String cause, Scope scope) {
    GateState asked = AskingBehaviour.super.resumed(node, state, cause, scope);
    Judging judging = state.judging();
    return judging == null || judging.verdict() == null
        ? asked
        : judged(node, asked, judging, judging.verdict(), scope);
  }

  @Override
  public List<Work> work(GateNode node, GateState state, boolean paused) {
    Judging judging = state.judging();
    return judging == null || judging.verdict() != null
        ? List.of()
        : List.of(
            new Work(
                judging.work(),
                node.name(),
                JUDGE,
                judging.input(),
                1,
                Work.Mode.RUN,
                "gate " + node.name() + " for " + judging.batch().model().run()));
  }

  @Override
  public List<PolicyField> policy(GateNode node) {
    List<PolicyField> fields = new ArrayList<>();
    fields.add(PolicyField.of("pass", node.pass(), new Order.Conjuncts(Conjuncts.of(node.pass()))));
    fields.addAll(AskingPolicy.fields(node.approvers()));
    return fields;
  }

  @Override
  public NodeView view(GateNode node, GateState state) {
    Judging judging = state.judging();
    if (judging != null) {
      return NodeView.of(KIND.name(), NodeStatus.RUNNING, "judging " + judging.id(), state.laps());
    }
    OpenApproval open = state.asked().open();
    return open == null
        ? NodeView.of(KIND.name(), NodeStatus.IDLE, state.last(), state.laps())
        : NodeView.of(
            KIND.name(), NodeStatus.WAITING, open.approval() + ", " + state.last(), state.laps());
  }
}
