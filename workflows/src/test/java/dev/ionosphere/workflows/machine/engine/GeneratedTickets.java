package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tickets as the hub makes them. What a signature costs is not paid here; other tests do. */
final class GeneratedTickets {

  private static final Instant FAR = TestingMachine.START.plus(Duration.ofDays(9_000));

  private final PlayedIon ion;
  private final Map<String, Ticket> signed = new HashMap<>();
  private int made;

  GeneratedTickets(PlayedIon ion) {
    this.ion = ion;
  }

  Ticket ticket(
      String act, String target, String subject, String person, @Nullable String principal) {
    return ticket(act, target, subject, person, principal, FAR);
  }

  /** Of the newest key that the ION knows. */
  Ticket ticket(
      String act,
      String target,
      String subject,
      String person,
      @Nullable String principal,
      Instant expires) {
    made++;
    return new Ticket(
        "ticket-" + made,
        ion.state().policy().keys().getLast().id(),
        act,
        target,
        subject,
        person,
        principal,
        GeneratedPeople.roles(person, principal),
        expires);
  }

  /** As a command takes it with it. */
  Optional<String> command(String act, String subject, String person) {
    return Optional.of(sign(ticket(act, TestingIon.NAME, subject, person, null)));
  }

  String sign(Ticket ticket) {
    signed.put(ticket.id(), ticket);
    return ticket.id();
  }

  Optional<Ticket> verified(TicketKey key, String wire) {
    return Optional.ofNullable(signed.get(wire));
  }
}
