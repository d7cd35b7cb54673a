package dev.ionosphere.workflows.machine.ask;

import dev.ionosphere.spec.ion.Approvers;
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
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.token.Batch;
import dev.ionosphere.workflows.machine.token.Payload;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.Storable;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An approval opens, is decided, escalates, expires or is voided; every way but one is closed.
 * Pure: answers what is asked next and leaves the rest with the scope.
 */
public final class Asking {

  private static final String EXPIRY = "expiry";
  private static final String ESCALATION = "escalation";

  /** Asks about a candidate that came; one that was asked about before makes way for it. */
  public static Asked open(
      String node, Approvers approvers, Asked asked, Batch batch, Scope scope) {
    Asked free = voided(asked, Actor.SYSTEM, "a newer candidate, " + batch.model().run(), scope);
    Payload.Model candidate = batch.model();
    List<String> targets = scope.targets();
    String approval = scope.ion() + "." + node + "." + scope.next();
    String subject = subject(batch, scope);
    String current =
        targets.isEmpty()
            ? null
            : scope.inUse(targets.getFirst()).map(used -> used.model().digest()).orElse(null);
    Deadline deadline = Deadline.of(approvers, scope.now(), scope.paused());
    Ballot ballot =
        Ballot.open(approvers.stages(), approvers.notRequester(), batch.provenance().requesters());
    String key =
        scope.record(
            new ApprovalEvent.ApprovalOpened(
                approval,
                subject,
                candidate.model().digest(),
                current,
                approvers.stages().getFirst().role(),
                ballot.required(),
                approvers.stages().stream().map(Stage::text).toList(),
                approvers.notRequester(),
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

  /** What a decision about the candidate at this node binds to. */
  public static String subject(Batch batch, Scope scope) {
    Payload.Model candidate = batch.model();
    return Subject.of(
        candidate.model().digest(),
        candidate.evidence(),
        scope.policyAhead(batch.provenance().origins()));
  }

  /** What a decision would be told. */
  static Verdict judge(Asked asked, DecideRequest request, Scope scope) {
    OpenApproval open = asked.open();
    Question question =
        open != null && open.approval().equals(request.approval()) ? open.question() : null;
    String closed = request.approval() == null ? null : asked.closed().get(request.approval());
    return Decisions.decide(scope.tickets(), question, closed, request, scope.now());
  }

  static Asked decided(Asked asked, NodeCommand.Decide decide, Scope scope) {
    Verdict verdict = judge(asked, decide.request(), scope);
    scope.reply(new Reply.Decision(verdict));
    return switch (verdict) {
      case Verdict.Refused refused -> asked;
      case Verdict.Accepted accepted ->
          accepted(asked, Objects.requireNonNull(asked.open()), decide.request(), accepted, scope);
    };
  }

  private static Asked accepted(
      Asked asked,
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
                accepted.outcome().text(),
                accepted.ticket().id()),
            Actor.person(person),
            open.cause());
    return switch (accepted.outcome()) {
      case OPEN -> asked.waiting(open.with(accepted.question().ballot()));
      case REJECTED -> {
        scope.refuse(open.batch(), "rejected by " + person, key);
        scope.tell(EventName.REJECTED, key, open.batch().trace());
        yield asked.answered(open.approval(), "rejected by " + person);
      }
      case APPROVED -> {
        scope.pass(open.batch().allowedBy(open.approval(), key));
        yield asked.answered(
            open.approval(),
            "approved by " + String.join(", ", accepted.question().ballot().approvedBy()));
      }
    };
  }

  static Asked due(Approvers approvers, Asked asked, Alarm alarm, Scope scope) {
    OpenApproval open = asked.open();
    if (open == null || open.deadline().pausedAt() != null) {
      return asked;
    }
    Deadline deadline = open.deadline();
    if (alarm.name().equals(ESCALATION) && alarm.at().equals(deadline.escalatesAt())) {
      String to = approvers.escalation().map(escalation -> escalation.to()).orElse("");
      String key =
          scope.record(
              new ApprovalEvent.ApprovalEscalated(open.approval(), to),
              Actor.SCHEDULE,
              open.cause());
      scope.tell(EventName.WAITING, key, open.batch().trace());
      return asked.waiting(open.with(deadline.escalated()).with(open.ballot().escalated(to)));
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
      return asked.answered(open.approval(), how);
    }
    return asked;
  }

  /** Closes the open approval undecided. */
  public static Asked voided(Asked asked, Actor actor, String reason, Scope scope) {
    OpenApproval open = asked.open();
    if (open == null) {
      return asked;
    }
    scope.record(new ApprovalEvent.ApprovalVoided(open.approval(), reason), actor, open.cause());
    return asked.voided(open.approval(), "voided by " + reason);
  }

  /** What was asked is void if the document made it another question. */
  static Asked adapt(Asked asked, String cause, Scope scope) {
    OpenApproval open = asked.open();
    if (open == null || open.subject().equals(subject(open.batch(), scope))) {
      return asked;
    }
    Asked free = voided(asked, Actor.SYSTEM, "a changed document", scope);
    scope.restart(open.batch(), cause);
    return free;
  }

  static Asked paused(Asked asked, Scope scope) {
    OpenApproval open = asked.open();
    return open == null ? asked : asked.waiting(open.with(open.deadline().paused(scope.now())));
  }

  static Asked resumed(Asked asked, Scope scope) {
    OpenApproval open = asked.open();
    return open == null ? asked : asked.waiting(open.with(open.deadline().resumed(scope.now())));
  }

  static Asked close(Asked asked, Closing why, Scope scope) {
    OpenApproval open = asked.open();
    Asked free = voided(asked, why.actor(), why.reason(), scope);
    if (open != null) {
      scope.restart(open.batch(), open.cause());
    }
    return free;
  }

  static Set<Alarm> alarms(String node, Asked asked) {
    OpenApproval open = asked.open();
    if (open == null || open.deadline().pausedAt() != null) {
      return Set.of();
    }
    Set<Alarm> alarms = new LinkedHashSet<>();
    Instant escalates = open.deadline().escalatesAt();
    if (escalates != null) {
      alarms.add(new Alarm(node, ESCALATION, escalates, open.approval() + " escalates"));
    }
    alarms.add(new Alarm(node, EXPIRY, open.deadline().expiresAt(), open.approval() + " expires"));
    return alarms;
  }

  /** What waits for people. */
  static Optional<ApprovalView> waiting(String node, Asked asked) {
    return Optional.ofNullable(asked.open())
        .map(open ->
            new ApprovalView(
                open.approval(),
                node,
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

  private Asking() {}
}
