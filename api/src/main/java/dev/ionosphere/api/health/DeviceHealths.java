package dev.ionosphere.api.health;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Totals by device. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface DeviceHealths extends CrudRepository<DeviceHealth, String> {
  List<DeviceHealth> findByIonAndNodeOrderByDevice(String ion, String node);

  List<DeviceHealth> findByDeviceOrderByLastAtDesc(String device);
}
