package dev.ionosphere.api.rollout;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Waves in order. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RolloutWaves extends CrudRepository<RolloutWave, String> {
  List<RolloutWave> findByRolloutOrderByWave(String rollout);
}
