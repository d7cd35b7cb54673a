package dev.ionosphere.workflows.approval;

import dev.ionosphere.workflows.approval.TicketDesk.Standing;
import dev.ionosphere.workflows.approval.Verdict.Accepted;
import dev.ionosphere.workflows.approval.Verdict.Outcome;
import dev.ionosphere.workflows.approval.Verdict.Refused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place where it is decided whether a decision counts, whichever door it came through.
 * Pure, so a validator may ask first and a handler again.
 */
public final class Decisions {

  /**
   * @param open the question asked for, if it is open
   * @param closed how the question asked for was closed, if it was
   */
  public static Verdict decide(
      TicketDesk desk,
      @Nullable Question open,
      @Nullable String closed,
      DecideRequest request,
      Instant now) {
    if (request.approval() == null) {
      return refused(Refusal.MALFORMED, "A decision needs an approval id, got none");
    }
    String decision = request.decision();
    if (decision == null
        || !(decision.equals(TicketAct.APPROVE) || decision.equals(TicketAct.REJECT))) {
      return refused(
          Refusal.MALFORMED,
          "Approval %s: decision is approve or reject, got %s"
              .formatted(request.approval(), decision));
    }
    if (open == null) {
      return closed == null
          ? refused(Refusal.UNKNOWN, "There is no approval " + request.approval())
          : refused(
              Refusal.CLOSED, "Approval %s is closed: %s".formatted(request.approval(), closed));
    }
    Instant expiry = open.expiresAt().orElse(null);
    if (expiry != null && !now.isBefore(expiry)) {
      return refused(
          Refusal.CLOSED,
          "Approval %s is closed: expired at %s"
              .formatted(open.id(), expiry.truncatedTo(ChronoUnit.SECONDS)));
    }
    if (!open.subject().equals(request.subject())) {
      return refused(
          Refusal.WRONG_DIGEST,
          "Approval %s is about %s, the decision is about %s"
              .formatted(open.id(), open.subject(), request.subject()));
    }
    return switch (desk.check(
        Optional.ofNullable(request.ticket()), decision, open.id(), open.subject(), now)) {
      case Standing.Bad(Refusal refusal, String message) -> refused(refusal, message);
      case Standing.Good(Ticket ticket) -> byPerson(open, ticket, decision);
    };
  }

  private static Verdict byPerson(Question open, Ticket ticket, String decision) {
    Ballot ballot = open.ballot();
    String person = ticket.person();
    if (!ballot.admits(ticket)) {
      return refused(Refusal.NOT_APPROVER, ballot.refusal(open.id(), ticket));
    }
    if (decision.equals(TicketAct.REJECT)) {
      return accepted(open, ticket, Outcome.REJECTED);
    }
    Optional<String> requester = ballot.requester(ticket);
    if (requester.isPresent()) {
      return refused(
          Refusal.REQUESTER,
          "Approval %s: %s asked for it and may not approve it"
              .formatted(open.id(), requester.get()));
    }
    Optional<String> voted = ballot.voted(ticket);
    if (voted.isPresent()) {
      return refused(
          Refusal.TWICE, "Approval %s: %s has approved already".formatted(open.id(), voted.get()));
    }
    Ballot next = ballot.approved(ticket);
    return accepted(open.with(next), ticket, next.complete() ? Outcome.APPROVED : Outcome.OPEN);
  }

  private static Verdict accepted(Question question, Ticket ticket, Outcome outcome) {
    DecisionReceipt receipt =
        new DecisionReceipt(
            question.id(),
            ticket.act(),
            ticket.person(),
            outcome.text(),
            question.ballot().votes().size(),
            question.ballot().required());
    return new Accepted(ticket, question, outcome, receipt);
  }

  private static Verdict refused(Refusal refusal, String message) {
    return new Refused(refusal, message);
  }

  private Decisions() {}
}
