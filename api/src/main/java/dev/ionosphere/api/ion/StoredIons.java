package dev.ionosphere.api.ion;

import dev.ionosphere.api.timeline.KnownIons;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** IONs by name. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface StoredIons extends CrudRepository<StoredIon, String>, KnownIons {
  @Override
  boolean existsById(String name);

  List<StoredIon> findAllOrderByName();

  /** Whether it is there, and runs or pauses. */
  default boolean lives(String name) {
    return findById(name).filter(StoredIon::isAlive).isPresent();
  }

  List<StoredIon> findByNameGreaterThanOrderByName(String after, Pageable page);

  @Query(
      "update ion set generation = :generation, digest = :digest, document = :document,"
          + " labels = :labels, applied_by = :by, applied_at = :at where name = :name")
  long setDocument(
      String name,
      long generation,
      String digest,
      String document,
      Map<String, String> labels,
      String by,
      Instant at);

  /** Digest of the document that the workflow follows. */
  @Query("select in_force from ion where name = :name and in_force is not null")
  Optional<String> inForce(String name);

  @Query("update ion set in_force = :digest where name = :name")
  long setInForce(String name, String digest);

  /** JSON of what the workflow last said of itself. */
  @Query("select last_view from ion where name = :name and last_view is not null")
  Optional<String> lastView(String name);

  @Query("update ion set last_view = :view where name = :name")
  long setLastView(String name, String view);

  @Query("update ion set status = :status where name = :name")
  long setStatus(String name, String status);

  @Query("update ion set status = 'lost' where name = :name and status in ('running', 'paused')")
  long setLost(String name);

  @Query("update ion set status = :status where name = :name and status = 'lost'")
  long setFound(String name, String status);

  /** Its devices are to run its models no more, if the stop that it tells of is a withdrawal. */
  @Query("update ion set withdraw = true where name = :name")
  long askWithdrawal(String name);

  /** Whatever was asked of the launch before is over, if this one comes to be. */
  @Query(
      "update ion set withdraw = false"
          + " where name = :name and status in ('applied', 'stopped', 'lost')")
  long askLaunch(String name);

  /** It tells of a withdrawal: believed if one was asked for. */
  @Query("update ion set withdrawn = true where name = :name and withdraw = true")
  long setWithdrawn(String name);

  @Query("update ion set withdraw = false where name = :name and withdrawn = false")
  long keepOnDevices(String name);

  /** One if its devices are to run its models no more. */
  @Query("select count(*) from ion where name = :name and withdrawn = true")
  long countWithdrawn(String name);

  /** It is withdrawn no more if a launch was asked for; a withdrawal may have been since. */
  @Query(
      "update ion set status = 'running', launched_at = :at,"
          + " withdrawn = (withdrawn and withdraw) where name = :name")
  long setLaunched(String name, Instant at);
}
