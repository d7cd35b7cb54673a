package dev.ionosphere.api.health;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;

/** Judgements by node. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface NodeHealths extends CrudRepository<NodeHealth, String> {
  List<NodeHealth> findByIon(String ion);

  @Query(
      "update node_health set reported_drifted = :drifted, reports = :reports, reported_at = :at"
          + " where id = :id")
  long reported(String id, boolean drifted, long reports, Instant at);
}
