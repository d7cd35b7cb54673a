package dev.ionosphere.api.approval;

import dev.ionosphere.api.json.TextsColumn;
import dev.ionosphere.workflows.approval.Ticket;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that the hub signed, without its signature.
 *
 * @param signingKey id of the key
 * @param target what may be done to: an approval, a pending change or an ION
 */
@MappedEntity("issued_ticket")
public record IssuedTicket(
    @Id String id,
    String signingKey,
    String act,
    String target,
    String subject,
    String person,
    @Nullable String onBehalfOf,
    @TypeDef(type = DataType.STRING, converter = TextsColumn.class) List<String> roles,
    Instant issuedAt,
    Instant expiresAt) {

  static IssuedTicket of(Ticket ticket, Instant now) {
    return new IssuedTicket(
        ticket.id(),
        ticket.key(),
        ticket.act(),
        ticket.approval(),
        ticket.subject(),
        ticket.person(),
        ticket.onBehalfOf(),
        List.copyOf(ticket.roles()),
        now,
        ticket.expires());
  }

  public Ticket ticket() {
    return new Ticket(
        id, signingKey, act, target, subject, person, onBehalfOf, Set.copyOf(roles), expiresAt);
  }
}
