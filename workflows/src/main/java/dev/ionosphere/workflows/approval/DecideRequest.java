package dev.ionosphere.workflows.approval;

import org.jspecify.annotations.Nullable;

/**
 * A decision as it comes in through any door.
 *
 * @param decision {@code approve} or {@code reject}
 * @param subject the digest the decision binds to
 * @param ticket signed by the hub; it alone says who decides
 */
public record DecideRequest(
    @Nullable String approval,
    @Nullable String decision,
    @Nullable String subject,
    @Nullable String reason,
    @Nullable String ticket) {}
