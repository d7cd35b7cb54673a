package dev.ionosphere.api.idempotency;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;

/** Answers to requests that may come again. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface IdempotencyRecords extends CrudRepository<IdempotencyRecord, String> {
  long deleteByAnsweredAtBefore(Instant time);

  /** Takes a claim over from a request that never came to its end; counts 1 for one taker only. */
  @Query(
      "update remembered_answer set request_hash = :requestHash, answered_at = :at"
          + " where id = :id and status = 0 and answered_at = :claimedAt")
  long takeOver(String id, String requestHash, Instant claimedAt, Instant at);

  /** Puts the answer in the place of one's own claim. */
  @Query(
      "update remembered_answer set status = :status, body = :body, answered_at = :at"
          + " where id = :id and status = 0 and answered_at = :claimedAt")
  long answer(String id, Instant claimedAt, int status, String body, Instant at);

  /** Gives one's own claim back. */
  @Query("delete from remembered_answer where id = :id and status = 0 and answered_at = :claimedAt")
  long release(String id, Instant claimedAt);
}
