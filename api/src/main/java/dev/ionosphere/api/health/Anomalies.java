package dev.ionosphere.api.health;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Anomalies, newest first. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Anomalies extends CrudRepository<Anomaly, Long> {
  List<Anomaly> findByDeviceAndIdLessThanOrderByIdDesc(String device, Long id, Pageable page);

  List<Anomaly> findByDeviceOrderByRowNumber(String device);

  long countByDevice(String device);
}
