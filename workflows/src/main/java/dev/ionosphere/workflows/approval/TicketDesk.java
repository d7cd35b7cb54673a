package dev.ionosphere.workflows.approval;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which tickets are believed.
 *
 * @param keys that tickets may be signed with
 * @param usedTickets ids of tickets that counted before
 * @param verification {@link #SIGNATURES}, unless a test has verified them before
 */
public record TicketDesk(List<TicketKey> keys, Set<String> usedTickets, Verification verification) {

  /** Whether a key has signed a ticket; nothing if it has not. */
  public interface Verification {
    Optional<Ticket> verify(TicketKey key, String wire);
  }

  /** What signatures cost is paid each time. */
  public static final Verification SIGNATURES =
      (key, wire) -> new TicketVerifier(key.publicKey()).verify(wire);

  public TicketDesk {
    keys = List.copyOf(keys);
    usedTickets = Set.copyOf(usedTickets);
  }

  public TicketDesk(List<TicketKey> keys, Set<String> usedTickets) {
    this(keys, usedTickets, SIGNATURES);
  }

  /** A ticket's standing. */
  public sealed interface Standing {
    record Good(Ticket ticket) implements Standing {}

    record Bad(Refusal refusal, String message) implements Standing {}
  }

  /**
   * @param act that the ticket must be for
   * @param target what it is done to
   * @param subject digest that it must bind to
   */
  public Standing check(
      Optional<String> wire, String act, String target, String subject, Instant now) {
    if (wire.isEmpty() || wire.get().isBlank()) {
      return bad(
          Refusal.TICKET_MISSING,
          "%s of %s needs a ticket from the hub, got none".formatted(act, target));
    }
    Ticket ticket = verified(wire.get()).orElse(null);
    if (ticket == null) {
      return unverified(wire.get(), target);
    }
    if (!ticket.approval().equals(target)
        || !ticket.subject().equals(subject)
        || !ticket.act().equals(act)) {
      return bad(
          Refusal.TICKET_MISMATCH,
          "%s: the ticket is to %s %s about %s, the call is to %s %s about %s"
              .formatted(
                  target, ticket.act(), ticket.approval(), ticket.subject(), act, target, subject));
    }
    if (!now.isBefore(ticket.expires())) {
      return bad(
          Refusal.TICKET_EXPIRED,
          "%s: the ticket expired at %s, it is %s"
              .formatted(
                  target,
                  ticket.expires().truncatedTo(ChronoUnit.SECONDS),
                  now.truncatedTo(ChronoUnit.SECONDS)));
    }
    if (usedTickets.contains(ticket.id())) {
      return bad(
          Refusal.TICKET_REUSED,
          "%s: the ticket was used before; a ticket is good for one act".formatted(target));
    }
    return new Standing.Good(ticket);
  }

  /** One that names a key which is not believed may be an honest one that came too late. */
  private Standing unverified(String wire, String target) {
    Set<String> believed =
        keys.stream().map(TicketKey::id).collect(Collectors.toCollection(TreeSet::new));
    return TicketVerifier.claimedKey(wire)
        .filter(claimed -> !believed.contains(claimed))
        .map(claimed ->
            bad(
                Refusal.TICKET_KEY_UNKNOWN,
                "%s: the ticket is of key %s, which is retired or was never this ION's; it believes %s"
                    .formatted(target, claimed, String.join(", ", believed))))
        .orElseGet(() ->
            bad(
                Refusal.TICKET_FORGED,
                "%s: the ticket was not signed by this ION's hub".formatted(target)));
  }

  private Optional<Ticket> verified(String wire) {
    for (TicketKey key : keys) {
      Optional<Ticket> ticket =
          verification.verify(key, wire).filter(read -> read.key().equals(key.id()));
      if (ticket.isPresent()) {
        return ticket;
      }
    }
    return Optional.empty();
  }

  private static Standing bad(Refusal refusal, String message) {
    return new Standing.Bad(refusal, message);
  }
}
