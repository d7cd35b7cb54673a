package dev.ionosphere.api.timeline;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;

/** Checkpoints by ION and sequence. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Checkpoints extends CrudRepository<Checkpoint, Long> {

  /** Keeps a checkpoint unless there is one of the same record. */
  @Query(
      "insert into timeline_checkpoint (ion, sequence, hash, signed_at, key_id, signature)"
          + " values (:ion, :sequence, :hash, :signedAt, :keyId, :signature)"
          + " on conflict do nothing")
  long keep(
      String ion, long sequence, String hash, Instant signedAt, String keyId, String signature);

  List<Checkpoint> findByIonAndSequenceGreaterThanOrderBySequence(
      String ion, long sequence, Pageable page);

  /** IONs whose newest record is in no checkpoint. */
  @Query(
      "select t.ion, t.sequence, t.hash from chain_tip t where t.sequence > coalesce((select"
          + " max(c.sequence) from timeline_checkpoint c where c.ion = t.ion), 0)")
  List<ChainTip> unsigned();
}
