package dev.ionosphere.api.idempotency;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * What a request with an Idempotency-Key was answered, or that it is being answered.
 *
 * @param id SHA-256 of person, method, path and key, hex
 * @param status {@link #CLAIMED} until there is an answer
 * @param answeredAt or claimed at, to the microsecond as databases keep it
 */
@MappedEntity("remembered_answer")
public record IdempotencyRecord(
    @Id String id, String requestHash, int status, String body, Instant answeredAt) {

  static final int CLAIMED = 0;

  static IdempotencyRecord claim(String id, String requestHash, Instant at) {
    return new IdempotencyRecord(id, requestHash, CLAIMED, "", at);
  }

  boolean isClaim() {
    return status == CLAIMED;
  }
}
