package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Refusal;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.ask.OpenApproval;
import dev.ionosphere.workflows.machine.node.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people say when they are asked: yes, no, for somebody else, or what they may not say. */
final class GeneratedVotes {

  private final PlayedIon ion;

  GeneratedVotes(PlayedIon ion) {
    this.ion = ion;
  }

  /** Some node's question that waits for an answer. */
  Optional<OpenApproval> open(Random random) {
    List<OpenApproval> open = new ArrayList<>();
    for (String node : GeneratedIon.guards(ion.document())) {
      OpenApproval waiting = ion.machine.open(node);
      if (waiting != null) {
        open.add(waiting);
      }
    }
    return Choice.any(open, random);
  }

  void approve(OpenApproval open, Random random) {
    decide(open, "approve", GeneratedPeople.voter(random), null, true);
  }

  void reject(OpenApproval open, Random random) {
    decide(open, "reject", GeneratedPeople.voter(random), null, true);
  }

  /** Nobody waits for the reply. */
  void signal(OpenApproval open, Random random) {
    decide(open, "approve", random.nextBoolean() ? "ann" : "eve", null, false);
  }

  /** Enough people say yes, but for one now and then. */
  void letPass(String guard, Random random, int rarelyNot) {
    for (String voter : GeneratedPeople.ENOUGH) {
      OpenApproval open = ion.machine.open(guard);
      if (open != null && random.nextInt(rarelyNot) > 0) {
        decide(open, "approve", voter, null, true);
      }
    }
  }

  /** Whoever asked for it, whoever asked for it lends the right, nobody who may, too late. */
  void wrongly(OpenApproval open, Random random) {
    String requester =
        open.ballot().requesters().stream()
            .filter(who -> who.startsWith("person:"))
            .map(who -> who.substring(7))
            .findFirst()
            .orElse("eve");
    GeneratedTickets tickets = ion.tickets;
    String approval = open.approval();
    String subject = open.subject();
    Ticket ticket =
        switch (random.nextInt(6)) {
          case 0 -> tickets.ticket("approve", approval, subject, requester, null);
          case 1 -> tickets.ticket("approve", approval, subject, "dora", requester);
          case 2 -> tickets.ticket("approve", approval, subject, requester, "dora");
          case 3 -> tickets.ticket("approve", approval, subject, "eve", null);
          // What was lent has ended.
          case 4 -> tickets.ticket("approve", approval, subject, "dora", "bob", ion.machine.now);
          default -> tickets.ticket("approve", approval, "sha256:other", "bob", null);
        };
    Verdict verdict = decide(ticket, random.nextBoolean());
    // Where no person asked for it, somebody who may not lends the right of one who may.
    if (!ticket.people().equals(Set.of("eve", "dora")) || ticket.person().equals("dora")) {
      assertThat(verdict).as("%s", ticket).isInstanceOf(Verdict.Refused.class);
    }
  }

  /** The same right twice, whoever uses it, counts once. */
  void lent(OpenApproval open, Random random) {
    String deputy = GeneratedPeople.voter(random);
    String principal = GeneratedPeople.voter(random);
    if (deputy.equals(principal)) {
      return;
    }
    Verdict first = decide(open, "approve", deputy, principal, random.nextBoolean());
    if (first instanceof Verdict.Accepted) {
      assertThat(decide(open, "approve", principal, null, true))
          .isInstanceOf(Verdict.Refused.class);
      assertThat(decide(open, "approve", deputy, null, true)).isInstanceOf(Verdict.Refused.class);
    }
  }

  private Verdict decide(
      OpenApproval open, String act, String person, @Nullable String principal, boolean answered) {
    return decide(
        ion.tickets.ticket(act, open.approval(), open.subject(), person, principal), answered);
  }

  /**
   * @param answered whether anybody waits for the reply
   */
  Verdict decide(Ticket ticket, boolean answered) {
    DecideRequest request =
        new DecideRequest(
            ticket.approval(), ticket.act(), ticket.subject(), "seen", ion.tickets.sign(ticket));
    Reply reply = ion.step(new IonEvent.Decided(ion.machine.id(), request, answered)).reply();
    return reply instanceof Reply.Decision(Verdict verdict)
        ? verdict
        : new Verdict.Refused(Refusal.CLOSED, String.valueOf(reply));
  }
}
