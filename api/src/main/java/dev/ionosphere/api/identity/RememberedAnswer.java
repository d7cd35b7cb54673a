package dev.ionosphere.api.identity;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * What a request with an Idempotency-Key was answered.
 *
 * @param id SHA-256 of person, method, path and key, hex
 */
@MappedEntity("remembered_answer")
public record RememberedAnswer(
    @Id String id, String requestHash, int status, String body, Instant answeredAt) {}
