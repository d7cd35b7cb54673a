package dev.ionosphere.api.health;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Windows, each once. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface HealthWindows extends CrudRepository<HealthWindow, Long> {
  boolean existsByDeviceAndIonAndNodeAndDigestAndSequence(
      String device, String ion, String node, String digest, long sequence);

  List<HealthWindow> findByIonAndNodeAndDigestOrderByIdDesc(
      String ion, String node, String digest, Pageable page);

  List<HealthWindow> findByDeviceOrderByIdDesc(String device, Pageable page);
}
