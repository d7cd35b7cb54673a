package dev.ionosphere.workflows.machine.node.approval;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.approval.Ballot;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Decisions;
import dev.ionosphere.workflows.approval.Question;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.machine.node.Closing;
import dev.ionosphere.workflows.machine.node.Kind;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import dev.ionosphere.workflows.machine.policy.PolicyField.Order;
import dev.ionosphere.workflows.machine.token.Batch;
import dev.ionosphere.workflows.machine.token.Payload;
import dev.ionosphere.workflows.model.ModelRef;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.Storable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Approvals open, are decided, escalate, expire and are voided; every way but one is closed. */
public final class ApprovalBehaviour implements NodeBehaviour<ApprovalNode, ApprovalState> {

  private static final String EXPIRY = "expiry";
  private static final String ESCALATION = "escalation";

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
    ApprovalState free =
        voided(state, Actor.SYSTEM, "a newer candidate, " + batch.model().run(), scope);
    Payload.Model candidate = batch.model();
    List<String> targets = scope.targets();
    String approval = scope.ion() + "." + node.name() + "." + scope.next();
    String subject = subject(batch, scope);
    String current =
        targets.isEmpty()
            ? null
            : scope.modelAt(targets.getFirst()).map(ModelRef::digest).orElse(null);
    Deadline deadline = deadline(node, scope.now());
    Ballot ballot =
        Ballot.open(node.stages(), node.notRequester(), batch.provenance().requesters());
    String key =
        scope.record(
            new ApprovalEvent.ApprovalOpened(
                approval,
                subject,
                candidate.model().digest(),
                current,
                node.stages().getFirst().role(),
                ballot.required(),
                node.stages().stream().map(Stage::text).toList(),
                node.notRequester(),
                List.copyOf(batch.provenance().requesters()),
                deadline.expiresAt(),
                candidate.evidence(),
                candidate.run(),
                targets),
            Actor.SYSTEM,
            batch.cause());
    scope.tell(EventName.WAITING, key, batch.trace());
    return free.waiting(new OpenApproval(approval, batch, subject, current, ballot, deadline, key));
  }

  private static Deadline deadline(ApprovalNode node, Instant now) {
    return new Deadline(
        now,
        now.plus(node.expiresAfter()),
        node.escalation().map(escalation -> now.plus(escalation.after())).orElse(null),
        null);
  }

  private static String subject(Batch batch, Scope scope) {
    Payload.Model candidate = batch.model();
    return Subject.of(
        candidate.model().digest(),
        candidate.evidence(),
        scope.policyAhead(batch.provenance().origins()));
  }

  @Override
  public ApprovalState told(
      ApprovalNode node, ApprovalState state, NodeCommand command, Scope scope) {
    return switch (command) {
      case NodeCommand.Decide decide -> decided(state, decide, scope);
      case NodeCommand.StopRun stop -> refused(node, state, "stop of a run", scope);
      case NodeCommand.SetModel set -> refused(node, state, "model", scope);
      case NodeCommand.Judged judged -> refused(node, state, "judgement", scope);
    };
  }

  @Override
  public Optional<Verdict> judge(ApprovalState state, DecideRequest request, Scope scope) {
    return Optional.of(verdict(state, request, scope));
  }

  private static Verdict verdict(ApprovalState state, DecideRequest request, Scope scope) {
    OpenApproval open = state.open();
    Question asked =
        open != null && open.approval().equals(request.approval()) ? open.question() : null;
    String closed = request.approval() == null ? null : state.closed().get(request.approval());
    return Decisions.decide(scope.tickets(), asked, closed, request, scope.now());
  }

  private static ApprovalState decided(
      ApprovalState state, NodeCommand.Decide decide, Scope scope) {
    Verdict verdict = verdict(state, decide.request(), scope);
    scope.reply(new Reply.Decision(verdict));
    return switch (verdict) {
      case Verdict.Refused refused -> state;
      case Verdict.Accepted accepted ->
          accepted(state, Objects.requireNonNull(state.open()), decide.request(), accepted, scope);
    };
  }

  private static ApprovalState accepted(
      ApprovalState state,
      OpenApproval open,
      DecideRequest request,
      Verdict.Accepted accepted,
      Scope scope) {
    String person = accepted.ticket().person();
    scope.spent(accepted.ticket());
    String key =
        scope.record(
            new ApprovalEvent.ApprovalDecided(
                open.approval(),
                open.subject(),
                accepted.ticket().act(),
                person,
                accepted.ticket().onBehalfOf(),
                open.ballot().stage().map(Stage::role).orElse(""),
                request.reason() == null ? null : Storable.reason(request.reason()),
                accepted.outcome().text()),
            Actor.person(person),
            open.cause());
    return switch (accepted.outcome()) {
      case OPEN -> state.waiting(open.with(accepted.question().ballot()));
      case REJECTED -> {
        scope.refuse(open.batch(), "rejected by " + person, key);
        scope.tell(EventName.REJECTED, key, open.batch().trace());
        yield state.closed(open.approval(), "rejected by " + person, 1);
      }
      case APPROVED -> {
        scope.pass(open.batch().allowedBy(open.approval(), key));
        yield state.closed(
            open.approval(),
            "approved by " + String.join(", ", accepted.question().ballot().approvedBy()),
            1);
      }
    };
  }

  @Override
  public ApprovalState due(ApprovalNode node, ApprovalState state, Alarm alarm, Scope scope) {
    OpenApproval open = state.open();
    if (open == null || open.deadline().pausedAt() != null) {
      return state;
    }
    Deadline deadline = open.deadline();
    if (alarm.name().equals(ESCALATION) && alarm.at().equals(deadline.escalatesAt())) {
      String to = node.escalation().map(escalation -> escalation.to()).orElse("");
      String key =
          scope.record(
              new ApprovalEvent.ApprovalEscalated(open.approval(), to),
              Actor.SCHEDULE,
              open.cause());
      scope.tell(EventName.WAITING, key, open.batch().trace());
      return state.waiting(open.with(deadline.escalated()).with(open.ballot().escalated(to)));
    }
    if (alarm.name().equals(EXPIRY) && alarm.at().equals(deadline.expiresAt())) {
      String key =
          scope.record(
              new ApprovalEvent.ApprovalExpired(open.approval(), "rejected"),
              Actor.SCHEDULE,
              open.cause());
      String how = "expired at " + deadline.expiresAt();
      scope.refuse(open.batch(), how, key);
      scope.tell(EventName.REJECTED, key, open.batch().trace());
      return state.closed(open.approval(), how, 1);
    }
    return state;
  }

  /** Closes the open approval undecided. */
  private static ApprovalState voided(
      ApprovalState state, Actor actor, String reason, Scope scope) {
    OpenApproval open = state.open();
    if (open == null) {
      return state;
    }
    scope.record(new ApprovalEvent.ApprovalVoided(open.approval(), reason), actor, open.cause());
    return state.closed(open.approval(), "voided by " + reason, 0);
  }

  @Override
  public ApprovalState adapt(
      ApprovalNode before, ApprovalNode after, ApprovalState state, String cause, Scope scope) {
    OpenApproval open = state.open();
    if (open == null || open.subject().equals(subject(open.batch(), scope))) {
      return state;
    }
    ApprovalState free = voided(state, Actor.SYSTEM, "a changed document", scope);
    scope.restart(open.batch(), cause);
    return free;
  }

  @Override
  public ApprovalState paused(ApprovalNode node, ApprovalState state, Scope scope) {
    OpenApproval open = state.open();
    return open == null ? state : state.waiting(open.with(open.deadline().paused(scope.now())));
  }

  @Override
  public ApprovalState resumed(ApprovalNode node, ApprovalState state, String cause, Scope scope) {
    OpenApproval open = state.open();
    return open == null ? state : state.waiting(open.with(open.deadline().resumed(scope.now())));
  }

  @Override
  public ApprovalState close(ApprovalNode node, ApprovalState state, Closing why, Scope scope) {
    OpenApproval open = state.open();
    ApprovalState free = voided(state, why.actor(), why.reason(), scope);
    if (open != null) {
      scope.restart(open.batch(), open.cause());
    }
    return free;
  }

  @Override
  public Set<Alarm> alarms(ApprovalNode node, ApprovalState state, boolean paused) {
    OpenApproval open = state.open();
    if (open == null || open.deadline().pausedAt() != null) {
      return Set.of();
    }
    Set<Alarm> alarms = new LinkedHashSet<>();
    Instant escalates = open.deadline().escalatesAt();
    if (escalates != null) {
      alarms.add(new Alarm(node.name(), ESCALATION, escalates, open.approval() + " escalates"));
    }
    alarms.add(
        new Alarm(node.name(), EXPIRY, open.deadline().expiresAt(), open.approval() + " expires"));
    return alarms;
  }

  @Override
  public List<PolicyField> policy(ApprovalNode node) {
    List<PolicyField> fields = new ArrayList<>();
    for (int stage = 0; stage < node.stages().size(); stage++) {
      Stage asked = node.stages().get(stage);
      String path = "approvers.stages[" + stage + "].";
      fields.add(PolicyField.of(path + "role", asked.role(), new Order.None()));
      fields.add(
          PolicyField.of(
              path + "required",
              Integer.toString(asked.required()),
              new Order.More(asked.required())));
    }
    fields.add(
        PolicyField.of(
            "approvers.notRequester",
            Boolean.toString(node.notRequester()),
            new Order.More(node.notRequester() ? 1 : 0)));
    fields.add(
        PolicyField.of(
            "expires.after",
            node.expiresAfter().toString(),
            new Order.Less(node.expiresAfter().toSeconds())));
    node.escalation()
        .ifPresent(escalation ->
            fields.add(
                new PolicyField(
                    "escalate",
                    escalation.to() + " after " + escalation.after(),
                    new Order.None(),
                    true)));
    return fields;
  }

  @Override
  public List<Stage> approvers(ApprovalNode node) {
    return node.stages();
  }

  @Override
  public Optional<ApprovalView> waiting(ApprovalNode node, ApprovalState state) {
    return Optional.ofNullable(state.open())
        .map(open ->
            new ApprovalView(
                open.approval(),
                node.name(),
                open.subject(),
                open.batch().model().model().digest(),
                open.current(),
                open.batch().model().run(),
                open.batch().model().evidence(),
                open.ballot(),
                open.deadline().openedAt(),
                open.deadline().expiresAt(),
                open.deadline().pausedAt() != null));
  }

  @Override
  public NodeView view(ApprovalNode node, ApprovalState state) {
    OpenApproval open = state.open();
    return NodeView.of(
        KIND.name(),
        open == null ? NodeStatus.IDLE : NodeStatus.WAITING,
        open == null ? "" : open.approval(),
        state.laps());
  }
}
