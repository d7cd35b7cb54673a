package dev.ionosphere.api.training;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs by id. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface TrainingRuns extends CrudRepository<TrainingRun, String> {
  long countByState(String state);

  List<TrainingRun> findByIonOrderByStartedAtDesc(String ion, Pageable page);

  List<TrainingRun> findByIonAndNodeOrderByStartedAtDesc(String ion, String node, Pageable page);

  /** Those without an end, newest first. */
  List<TrainingRun> findByIonAndFinishedAtIsNullOrderByStartedAtDesc(String ion);

  List<TrainingRun> findByIonAndNodeAndReasonOrderByStartedAtDesc(
      String ion, String node, String reason, Pageable page);

  List<TrainingRun> findByIonAndNodeAndStateOrderByStartedAtDesc(
      String ion, String node, String state, Pageable page);

  @Query(
      "update training_run set state = 'finished', finished_at = :at, digest = :digest,"
          + " metrics = :metrics, evidence = :evidence where id = :id")
  long finish(
      String id, Instant at, String digest, Map<String, Double> metrics, @Nullable String evidence);

  /** Of a run without a model. */
  @Query("update training_run set state = :state, finished_at = :at, error = :why where id = :id")
  long end(String id, String state, Instant at, String why);

  /** Newest first, of an ION and node unless they are empty, after the one with the given id. */
  @Query(
      "select r.* from training_run r where (:ion = '' or r.ion = :ion) and (:node = '' or r.node = :node)"
          + " and (:after = '' or (r.started_at, r.id) <"
          + " (select seen.started_at, seen.id from training_run seen where seen.id = :after))"
          + " order by r.started_at desc, r.id desc limit :size")
  List<TrainingRun> newest(String ion, String node, String after, int size);
}
