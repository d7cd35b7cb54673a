package dev.ionosphere.api.model;

import dev.ionosphere.api.timeline.KnownModels;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Models by digest. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RegisteredModels extends CrudRepository<RegisteredModel, String>, KnownModels {

  @Override
  @Query("select ion from model where digest = :digest")
  Optional<String> ionOf(String digest);

  List<RegisteredModel> findAllOrderByRegisteredAtDesc(Pageable page);

  /** By digest, after the given one. */
  @Query("select r.* from model r where r.digest > :after order by r.digest limit :size")
  List<RegisteredModel> after(String after, int size);

  /** Digests of those whose blobs may be gone. */
  @Query("select digest from model where pruned = true")
  List<String> pruned();

  @Query("select count(*) from model where digest = :digest and pruned = true")
  long countPruned(String digest);

  /** A pruned model was made again: it is as new. */
  @Query("update model set pruned = false, registered_at = :at where digest = :digest")
  long keep(String digest, Instant at);

  /** With another key than before. */
  @Query("update model set signature = :signature, key_id = :keyId where digest = :digest")
  long sign(String digest, String signature, String keyId);

  /** Newest first, of an ION unless it is empty, after the one with the given digest. */
  @Query(
      "select r.* from model r where (:ion = '' or r.ion = :ion)"
          + " and (:after = '' or (r.registered_at, r.digest) <"
          + " (select seen.registered_at, seen.digest from model seen where seen.digest = :after))"
          + " order by r.registered_at desc, r.digest desc limit :size")
  List<RegisteredModel> newest(String ion, String after, int size);
}
