package dev.ionosphere.api.health;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Judgements by node. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface NodeHealths extends CrudRepository<NodeHealth, String> {
  List<NodeHealth> findByIon(String ion);
}
