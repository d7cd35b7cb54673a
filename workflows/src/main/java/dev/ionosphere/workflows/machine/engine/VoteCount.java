package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.approval.Ballot;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Decisions;
import dev.ionosphere.workflows.approval.Question;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketAct;
import dev.ionosphere.workflows.approval.TicketDesk;
import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.approval.Verdict;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Counts tickets by the rules by which the machine counted them. That they are genuine is known
 * from where they come from.
 */
final class VoteCount {

  private final String approval;
  private final String subject;
  private final Set<String> used = new HashSet<>();
  private Question question;

  VoteCount(String approval, String subject) {
    this.approval = approval;
    this.subject = subject;
    this.question =
        new Question(approval, subject, Optional.empty(), Ballot.open(List.of(), false, Set.of()));
  }

  VoteCount of(List<Stage> stages, boolean notRequester, Set<String> requesters) {
    question = question.with(Ballot.open(stages, notRequester, requesters));
    return this;
  }

  void escalated(String role) {
    question = question.with(question.ballot().escalated(role));
  }

  /** Counts the ticket if it approves; one that does not count changes nothing. */
  void add(Ticket ticket, Instant at) {
    if (question.ballot().complete()) {
      return;
    }
    TicketDesk desk =
        new TicketDesk(
            List.of(new TicketKey(ticket.key(), "")),
            used,
            (key, wire) -> Optional.of(ticket).filter(one -> one.id().equals(wire)));
    DecideRequest request =
        new DecideRequest(approval, TicketAct.APPROVE, subject, null, ticket.id());
    if (Decisions.decide(desk, question, null, request, at) instanceof Verdict.Accepted accepted) {
      used.add(ticket.id());
      question = accepted.question();
    }
  }

  /** What is missing, in a sentence; nothing if all have approved. */
  Optional<String> missing() {
    Ballot ballot = question.ballot();
    return ballot.complete()
        ? Optional.empty()
        : Optional.of(
            "approval %s has %d of %d approvals by tickets of this hub"
                .formatted(approval, ballot.votes().size(), ballot.required()));
  }
}
