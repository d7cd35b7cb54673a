package dev.ionosphere.api.model;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Releases by node and generation. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ModelReleases extends CrudRepository<ModelRelease, String> {
  List<ModelRelease> findByIonAndNodeOrderByGenerationDesc(String ion, String node);

  Optional<ModelRelease> findFirstByIonOrderByReleasedAtDesc(String ion);

  List<ModelRelease> findByIonOrderByGeneration(String ion);

  /** Those whose rollout completed, oldest first. */
  @Query(
      "select r.* from model_release r where r.ion = :ion and r.proven_at is not null"
          + " order by r.generation")
  List<ModelRelease> proven(String ion);

  /** Those whose rollout failed or was aborted, unless their model was released again since. */
  @Query(
      "select r.* from model_release r where r.ion = :ion and r.rejected_at is not null"
          + " and not exists (select 1 from model_release n where n.ion = r.ion"
          + " and n.node = r.node and n.digest = r.digest and n.generation > r.generation)"
          + " order by r.generation")
  List<ModelRelease> rejected(String ion);

  List<ModelRelease> findByIonAndNodeOrderByGenerationDesc(String ion, String node, Pageable page);

  @Query("update model_release set proven_at = :at where id = :id")
  long setProven(String id, Instant at);

  @Query("update model_release set rejected_at = :at where id = :id")
  long setRejected(String id, Instant at);

  List<ModelRelease> findByDigest(String digest);

  /** Whether it was released to the node before release statements were signed. */
  @Query(
      "select case when count(*) > 0 then true else false end from model_release r"
          + " where r.ion = :ion and r.node = :node and r.digest = :digest and r.earlier = true")
  boolean isEarlier(String ion, String node, String digest);

  /** Whether the record is from before release statements were signed. */
  @Query(
      "select case when count(*) > 0 then true else false end from model_release r"
          + " where r.id = :id and r.earlier = true")
  boolean isEarlierRecord(String id);

  Optional<ModelRelease> findFirstByIonAndNodeOrderByGenerationDesc(String ion, String node);
}
