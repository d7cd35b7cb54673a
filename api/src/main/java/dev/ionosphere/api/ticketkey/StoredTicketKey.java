package dev.ionosphere.api.ticketkey;

import dev.ionosphere.workflows.approval.TicketKey;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A key as the hub keeps it, without its private half.
 *
 * @param createdBy name of the person who rotated, or {@code hub}
 * @param command id of the rotation that made it
 * @param retiresAt absent: tickets are signed with it; else no ticket of it is believed from then
 *     on
 * @param retiredAt when every running ION had been told and the private half was deleted
 */
@MappedEntity("ticket_key")
record StoredTicketKey(
    @Id String id,
    String publicKey,
    Instant createdAt,
    String createdBy,
    String command,
    @Nullable Instant retiresAt,
    @Nullable Instant retiredAt) {

  TicketKey key() {
    return new TicketKey(id, publicKey);
  }

  boolean believedAt(Instant now) {
    return retiresAt == null || now.isBefore(retiresAt);
  }
}
