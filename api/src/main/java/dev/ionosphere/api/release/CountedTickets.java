package dev.ionosphere.api.release;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.ApprovalDecision;
import dev.ionosphere.api.approval.ApprovalDecisions;
import dev.ionosphere.api.approval.IssuedTicket;
import dev.ionosphere.api.approval.IssuedTickets;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketAct;
import dev.ionosphere.workflows.machine.engine.ReleaseClaim.Cast;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Approvals that people gave, by tickets of this hub: those that it signed, and that are told to
 * have been handed in. Somebody who only has workflow histories knows of no ticket that was not.
 */
@Singleton
class CountedTickets {

  private final IssuedTickets issued;
  private final ApprovalDecisions decisions;

  CountedTickets(IssuedTickets issued, ApprovalDecisions decisions) {
    this.issued = issued;
    this.decisions = decisions;
  }

  /** Oldest first. */
  List<Cast> of(Approval approval) {
    List<Cast> cast = new ArrayList<>();
    decisions.earlier(approval.id()).forEach(told -> cast.add(earlier(told, approval)));
    Set<String> told =
        decisions.findByApprovalOrderByDecidedAt(approval.id()).stream()
            .map(ApprovalDecision::ticket)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    for (IssuedTicket ticket :
        issued.findByTargetAndActOrderByIssuedAt(approval.id(), TicketAct.APPROVE)) {
      if (told.contains(ticket.id())) {
        cast.add(new Cast(ticket.ticket(), ticket.issuedAt()));
      }
    }
    return cast;
  }

  /** Of a time when tickets were not kept: believed as it was told. */
  private static Cast earlier(ApprovalDecision told, Approval approval) {
    return new Cast(
        new Ticket(
            told.id(),
            "earlier",
            TicketAct.APPROVE,
            approval.id(),
            approval.subject(),
            told.person(),
            told.onBehalfOf(),
            Set.copyOf(approval.roles()),
            Instant.MAX),
        told.decidedAt());
  }

  /** Whether the hub took an offline key's statement for this very change. */
  boolean brokeGlass(String change, String subject) {
    return issued.existsByTargetAndActAndSubject(change, TicketAct.BREAK_GLASS, subject);
  }
}
