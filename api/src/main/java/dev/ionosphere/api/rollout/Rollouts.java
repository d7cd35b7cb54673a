package dev.ionosphere.api.rollout;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Rollouts by workflow id. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Rollouts extends CrudRepository<Rollout, String> {
  List<Rollout> findAllOrderByStartedAtDesc(Pageable page);

  List<Rollout> findByIonOrderByStartedAtDesc(String ion);
}
