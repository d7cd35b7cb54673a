package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Decisions;
import dev.ionosphere.workflows.approval.OpenApproval;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.model.Candidate;
import dev.ionosphere.workflows.timeline.EntryData;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Approvals open, are decided, expire and are voided; every way but one is closed. */
final class ApprovalSteps {

  /** As long as an approval's id can be; a decision may come with any. */
  private static final int LONGEST_ID = 200;

  /** A candidate has come to an approval node. */
  static void open(Turn turn, ApprovalNode node, Candidate candidate) {
    voidOpen(turn, node.name(), "system", "a newer candidate, " + candidate.run());
    List<InferenceNode> targets = Way.targets(turn.ion(), node.name());
    String approval = turn.name() + "." + node.name() + "." + turn.number(node.name());
    String subject = subject(turn, candidate);
    String current = targets.isEmpty() ? null : currentDigest(turn, targets.getFirst().name());
    Instant expires = turn.now().plus(node.expiresAfter());
    String key =
        turn.record(
            TimelineKind.APPROVAL_OPENED,
            "system",
            approval,
            node.name(),
            candidate.cause(),
            EntryData.of("approval", approval)
                .and("subject", subject)
                .and("candidate", candidate.model().digest())
                .and("current", current)
                .and("role", node.role())
                .and("required", node.required())
                .and("notRequester", node.notRequester())
                .and("requester", candidate.requester())
                .and("expiresAt", expires.toString())
                .and("evidence", candidate.evidence())
                .and("run", candidate.run())
                .and("targets", targets.stream().map(InferenceNode::name).toList())
                .map());
    turn.set(
        node.name(),
        turn.approval(node.name())
            .waiting(
                new OpenApproval(
                    approval,
                    node.name(),
                    subject,
                    candidate,
                    current,
                    node.role(),
                    node.required(),
                    node.notRequester(),
                    turn.now(),
                    expires,
                    List.of(),
                    key)));
  }

  static String subject(Turn turn, Candidate candidate) {
    return Subject.of(
        candidate.model().digest(),
        candidate.evidence(),
        Way.digest(turn.ion(), candidate.origin()));
  }

  private static @Nullable String currentDigest(Turn turn, String node) {
    NodeState.Release release = turn.inference(node).current();
    return release == null ? null : release.model().digest();
  }

  /** Asks without changing anything. */
  static Verdict judge(
      String ticketKey,
      Set<String> usedTickets,
      Map<String, NodeState> nodes,
      DecideRequest request,
      Instant now) {
    OpenApproval open = null;
    String closed = null;
    for (NodeState node : nodes.values()) {
      if (node instanceof NodeState.Approval approval && request.approval() != null) {
        OpenApproval waiting = approval.open();
        if (waiting != null && waiting.approval().equals(request.approval())) {
          open = waiting;
        }
        closed = approval.closed().getOrDefault(request.approval(), closed);
      }
    }
    return Decisions.decide(new Decisions.Desk(ticketKey, usedTickets), open, closed, request, now);
  }

  static void decided(Turn turn, IonEvent.Decided event) {
    Verdict verdict =
        judge(
            turn.ticketKey(),
            turn.usedTickets().keySet(),
            turn.nodes(),
            event.request(),
            turn.now());
    turn.reply(new Reply.Decision(verdict));
    switch (verdict) {
      case Verdict.Refused refused -> {
        if (!event.answered()) {
          refused(turn, event.request(), refused);
        }
      }
      case Verdict.Accepted accepted -> accepted(turn, event.request(), accepted);
    }
  }

  private static void refused(Turn turn, DecideRequest request, Verdict.Refused refused) {
    // The sender is unknown: only a ticket says who decides.
    String approval =
        Storable.text(Objects.requireNonNullElse(request.approval(), "none"), LONGEST_ID);
    turn.record(
        TimelineKind.DECISION_REFUSED,
        "system",
        approval,
        null,
        null,
        EntryData.of("approval", approval)
            .and("refusal", refused.refusal().text())
            .and("reason", Storable.reason(refused.message()))
            .map());
  }

  private static void accepted(Turn turn, DecideRequest request, Verdict.Accepted accepted) {
    OpenApproval approval = accepted.approval();
    String person = "person:" + accepted.ticket().person();
    turn.usedTickets().put(accepted.ticket().id(), accepted.ticket().expires());
    String key =
        turn.record(
            TimelineKind.APPROVAL_DECIDED,
            person,
            approval.approval(),
            approval.node(),
            approval.cause(),
            EntryData.of("approval", approval.approval())
                .and("decision", accepted.receipt().decision())
                .and("person", accepted.ticket().person())
                .and("reason", request.reason() == null ? null : Storable.reason(request.reason()))
                .and("subject", approval.subject())
                .and("outcome", accepted.receipt().outcome())
                .map());
    switch (accepted.outcome()) {
      case OPEN -> turn.set(approval.node(), turn.approval(approval.node()).waiting(approval));
      case REJECTED -> close(turn, approval, "rejected by " + accepted.ticket().person(), 1);
      case APPROVED -> {
        close(turn, approval, "approved by " + String.join(", ", approval.approvedBy()), 1);
        CandidateSteps.leave(
            turn, approval.node(), approval.candidate().passed(approval.approval(), key));
      }
    }
  }

  static void expired(Turn turn, Timer.Expiry timer) {
    OpenApproval open = turn.approval(timer.node()).open();
    if (open == null
        || !open.approval().equals(timer.approval())
        || turn.now().isBefore(open.expiresAt())) {
      return;
    }
    turn.record(
        TimelineKind.APPROVAL_EXPIRED,
        "schedule",
        open.approval(),
        open.node(),
        open.cause(),
        EntryData.of("approval", open.approval()).and("outcome", "rejected").map());
    close(turn, open, "expired at " + open.expiresAt(), 1);
  }

  /** Closes the node's open approval undecided. The key of its entry, or nothing if none is. */
  static @Nullable String voidOpen(Turn turn, String node, String actor, String reason) {
    OpenApproval open = turn.approval(node).open();
    if (open == null) {
      return null;
    }
    close(turn, open, "voided by " + reason, 0);
    return turn.record(
        TimelineKind.APPROVAL_VOIDED,
        actor,
        open.approval(),
        node,
        open.cause(),
        EntryData.of("approval", open.approval()).and("reason", reason).map());
  }

  private static void close(Turn turn, OpenApproval approval, String how, int lap) {
    turn.set(approval.node(), turn.approval(approval.node()).closed(approval.approval(), how, lap));
  }

  private ApprovalSteps() {}
}
