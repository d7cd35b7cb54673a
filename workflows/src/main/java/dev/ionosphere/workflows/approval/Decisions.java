package dev.ionosphere.workflows.approval;

import dev.ionosphere.workflows.approval.Verdict.Accepted;
import dev.ionosphere.workflows.approval.Verdict.Outcome;
import dev.ionosphere.workflows.approval.Verdict.Refused;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one place where it is decided whether a decision counts, whichever door it came through.
 * Pure, so a validator may ask first and a handler again.
 */
public final class Decisions {

  private static final String APPROVE = "approve";
  private static final String REJECT = "reject";

  /**
   * @param ticketKey public key of the hub's tickets
   * @param usedTickets ids of tickets that counted before
   */
  public record Desk(String ticketKey, Set<String> usedTickets) {

    public Desk {
      usedTickets = Set.copyOf(usedTickets);
    }
  }

  /**
   * @param open the approval asked for, if it is open
   * @param closed how the approval asked for was closed, if it was
   */
  public static Verdict decide(
      Desk desk,
      @Nullable OpenApproval open,
      @Nullable String closed,
      DecideRequest request,
      Instant now) {
    if (request.approval() == null) {
      return refused(Refusal.MALFORMED, "A decision needs an approval id, got none");
    }
    String decision = request.decision();
    if (decision == null || !(decision.equals(APPROVE) || decision.equals(REJECT))) {
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
    if (!now.isBefore(open.expiresAt())) {
      return refused(
          Refusal.CLOSED,
          "Approval %s is closed: expired at %s".formatted(open.approval(), open.expiresAt()));
    }
    if (!open.subject().equals(request.subject())) {
      return refused(
          Refusal.WRONG_DIGEST,
          "Approval %s is about %s, the decision is about %s"
              .formatted(open.approval(), open.subject(), request.subject()));
    }
    return withTicket(desk, open, request, decision, now);
  }

  private static Verdict withTicket(
      Desk desk, OpenApproval open, DecideRequest request, String decision, Instant now) {
    String wire = request.ticket();
    if (wire == null || wire.isBlank()) {
      return refused(
          Refusal.TICKET_MISSING,
          "Approval %s: a decision needs a ticket from the hub, got none; see ion approve %s --ticket"
              .formatted(open.approval(), open.approval()));
    }
    Ticket ticket = new TicketVerifier(desk.ticketKey()).verify(wire).orElse(null);
    if (ticket == null) {
      return refused(
          Refusal.TICKET_FORGED,
          "Approval %s: the ticket was not signed by this ION's hub".formatted(open.approval()));
    }
    if (!ticket.approval().equals(open.approval())
        || !ticket.subject().equals(open.subject())
        || !ticket.decision().equals(decision)) {
      return refused(
          Refusal.TICKET_MISMATCH,
          "Approval %s: the ticket is to %s %s about %s, the decision is to %s %s about %s"
              .formatted(
                  open.approval(),
                  ticket.decision(),
                  ticket.approval(),
                  ticket.subject(),
                  decision,
                  open.approval(),
                  open.subject()));
    }
    if (!now.isBefore(ticket.expires())) {
      return refused(
          Refusal.TICKET_EXPIRED,
          "Approval %s: the ticket expired at %s, it is %s"
              .formatted(open.approval(), ticket.expires(), now));
    }
    if (desk.usedTickets().contains(ticket.id())) {
      return refused(
          Refusal.TICKET_REUSED,
          "Approval %s: the ticket was used before; a ticket is good for one decision"
              .formatted(open.approval()));
    }
    return byPerson(open, ticket, decision);
  }

  private static Verdict byPerson(OpenApproval open, Ticket ticket, String decision) {
    String person = ticket.person();
    if (!ticket.roles().contains(open.role())) {
      return refused(
          Refusal.NOT_APPROVER,
          "Approval %s needs role %s, %s has %s"
              .formatted(
                  open.approval(), open.role(), person, ticket.roles().stream().sorted().toList()));
    }
    if (decision.equals(REJECT)) {
      return accepted(open, ticket, Outcome.REJECTED);
    }
    if (open.notRequester() && open.candidate().requester().equals("person:" + person)) {
      return refused(
          Refusal.REQUESTER,
          "Approval %s: %s asked for the training and may not approve its model"
              .formatted(open.approval(), person));
    }
    if (open.approvedBy().contains(person)) {
      return refused(
          Refusal.TWICE, "Approval %s: %s has approved already".formatted(open.approval(), person));
    }
    OpenApproval next = open.approvedBy(person);
    boolean enough = next.approvedBy().size() >= open.required();
    return accepted(next, ticket, enough ? Outcome.APPROVED : Outcome.OPEN);
  }

  private static Verdict accepted(OpenApproval approval, Ticket ticket, Outcome outcome) {
    DecisionReceipt receipt =
        new DecisionReceipt(
            approval.approval(),
            ticket.decision(),
            ticket.person(),
            outcome.name().toLowerCase(Locale.ROOT),
            approval.approvedBy().size(),
            approval.required());
    return new Accepted(ticket, approval, outcome, receipt);
  }

  private static Verdict refused(Refusal refusal, String message) {
    return new Refused(refusal, message);
  }

  private Decisions() {}
}
