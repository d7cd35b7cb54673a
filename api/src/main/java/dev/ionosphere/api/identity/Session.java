package dev.ionosphere.api.identity;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A browser that is logged in.
 *
 * @param id SHA-256 of the cookie, hex
 */
@MappedEntity("session")
public record Session(@Id String id, String person, Instant expiresAt) {}
