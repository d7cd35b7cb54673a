package dev.ionosphere.api.order;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.Optional;

/** By device. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DeviceAssignments extends CrudRepository<DeviceAssignment, String> {
  Optional<DeviceAssignment> findByDeviceForUpdate(String device);
}
