package dev.ionosphere.api.orderkey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key for models without its secret.
 *
 * @param state signing, trusted (devices believe it, it signs nothing any more) or revoked
 * @param root version of the root that was the first to name it
 * @param reason why it was made
 * @param revokedBy who left it out of the root, at {@code revokedAt}
 */
public record ModelKeyView(
    String id,
    String state,
    long root,
    Instant madeAt,
    String madeBy,
    String reason,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy,
    @Nullable String revokedBecause) {}
