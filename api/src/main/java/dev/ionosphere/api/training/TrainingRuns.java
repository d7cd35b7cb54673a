package dev.ionosphere.api.training;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Runs by id. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface TrainingRuns extends CrudRepository<TrainingRun, String> {
  List<TrainingRun> findByIonOrderByStartedAtDesc(String ion, Pageable page);

  List<TrainingRun> findByIonAndNodeOrderByStartedAtDesc(String ion, String node, Pageable page);

  List<TrainingRun> findAllOrderByStartedAtDesc(Pageable page);
}
