package dev.ionosphere.api.ticketkey;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key without its secret.
 *
 * @param state signing, retiring or retired
 * @param retiresAt from then on none of its tickets is believed
 * @param waitingFor running IONs that have to be told of it, or of its end; at most 100
 */
public record TicketKeyView(
    String id,
    String state,
    Instant createdAt,
    String createdBy,
    @Nullable Instant retiresAt,
    @Nullable Instant retiredAt,
    List<String> waitingFor) {}
