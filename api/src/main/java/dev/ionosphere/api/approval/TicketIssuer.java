package dev.ionosphere.api.approval;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.ticketkey.KeyRing;
import dev.ionosphere.api.ticketkey.SigningKey;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Signs tickets for people the hub knows, with a key that the ION believes. */
@Singleton
public final class TicketIssuer {

  private final KeyRing keys;
  private final IssuedTickets issued;
  private final Clock clock;

  TicketIssuer(KeyRing keys, IssuedTickets issued, Clock clock) {
    this.keys = keys;
    this.issued = issued;
    this.clock = clock;
  }

  /** What workflows verify the newest tickets with. */
  public TicketKey key() {
    SigningKey newest = keys.newest();
    return new TicketKey(newest.id(), newest.publicKey());
  }

  /**
   * Signs that the person may do one thing.
   *
   * @param target an approval or a pending change, whose id begins with its ION, or an ION
   * @param subject digest that the act binds to
   * @param act {@code approve}, {@code reject} or the name of a command
   */
  public String sign(
      Requester person, String target, String subject, String act, Duration validFor) {
    return sign(Mandate.own(person), target, subject, act, validFor);
  }

  /**
   * Keeps that the hub let the person do one thing, without a ticket that anybody could hand in.
   */
  public void note(Requester person, String target, String subject, String act) {
    Instant now = clock.instant();
    IssuedTicket unused =
        issued.save(
            new IssuedTicket(
                UUID.randomUUID().toString(),
                "none",
                act,
                target,
                subject,
                person.person(),
                null,
                List.of(),
                now,
                now));
  }

  /** In somebody's right, which may end before the ticket would. */
  String sign(Mandate mandate, String target, String subject, String act, Duration validFor) {
    Instant now = clock.instant();
    Instant expires = now.plus(validFor);
    Instant until = mandate.until();
    SigningKey key = keys.signer(target.split("\\.", 2)[0]);
    Ticket ticket =
        new Ticket(
            UUID.randomUUID().toString(),
            key.id(),
            act,
            target,
            subject,
            mandate.person().person(),
            mandate.onBehalfOf(),
            mandate.roles(),
            until != null && until.isBefore(expires) ? until : expires);
    // Before anybody has it: what the hub finds here later, it has signed.
    IssuedTicket unused = issued.save(IssuedTicket.of(ticket, now));
    return key.signer().sign(ticket);
  }
}
