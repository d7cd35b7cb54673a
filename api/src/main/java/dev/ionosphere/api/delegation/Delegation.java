package dev.ionosphere.api.delegation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A right to decide, lent by the person who has it.
 *
 * @param principal who has the role
 * @param deputy who may decide in the principal's place
 * @param untilAt it is over then
 */
@MappedEntity("delegation")
public record Delegation(
    @Id String id,
    String principal,
    String deputy,
    String role,
    String reason,
    Instant createdAt,
    Instant untilAt,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy) {

  boolean lasts(Instant now) {
    return revokedAt == null && now.isBefore(untilAt);
  }
}
