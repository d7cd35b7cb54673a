package dev.ionosphere.api.health;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;

/** Judgements over time. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface HealthPoints extends CrudRepository<HealthPoint, Long> {
  /** Of one model, newest first. */
  List<HealthPoint> findByIonAndNodeAndDigestOrderByIdDesc(
      String ion, String node, String digest, Pageable page);

  /** Those that rows from then on made. */
  List<HealthPoint> findByIonAndNodeAndDigestAndSeenFromGreaterThanEquals(
      String ion, String node, String digest, Instant from);
}
