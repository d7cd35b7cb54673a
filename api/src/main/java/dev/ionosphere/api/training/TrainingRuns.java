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
  List<TrainingRun> findByIonOrderByStartedAtDesc(String ion, Pageable page);

  List<TrainingRun> findByIonAndNodeOrderByStartedAtDesc(String ion, String node, Pageable page);

  @Query(
      "update training_run set state = 'finished', finished_at = :at, digest = :digest,"
          + " metrics = :metrics, evidence = :evidence where id = :id")
  long finish(
      String id, Instant at, String digest, Map<String, Double> metrics, @Nullable String evidence);

  @Query(
      "update training_run set state = 'failed', finished_at = :at, error = :error where id = :id")
  long fail(String id, Instant at, String error);

  List<TrainingRun> findAllOrderByStartedAtDesc(Pageable page);
}
