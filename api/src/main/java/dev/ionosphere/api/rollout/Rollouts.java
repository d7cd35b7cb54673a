package dev.ionosphere.api.rollout;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;

/** Rollouts by workflow id. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Rollouts extends CrudRepository<Rollout, String> {
  long countByState(String state);

  @Query("update rollout set state = :state where id = :id and finished_at is null")
  long setState(String id, String state);

  @Query("update rollout set active = :active, failed = :failed, silent = :silent where id = :id")
  long tally(String id, int active, int failed, int silent);

  @Query(
      "update rollout set state = :state, finished_at = :at, active = :active, failed = :failed,"
          + " silent = :silent where id = :id")
  long finish(String id, String state, Instant at, int active, int failed, int silent);

  /** Newest first, of an ION unless it is empty, after the one with the given id. */
  @Query(
      "select r.* from rollout r where (:ion = '' or r.ion = :ion)"
          + " and (:after = '' or (r.started_at, r.id) <"
          + " (select seen.started_at, seen.id from rollout seen where seen.id = :after))"
          + " order by r.started_at desc, r.id desc limit :size")
  List<Rollout> newest(String ion, String after, int size);
}
