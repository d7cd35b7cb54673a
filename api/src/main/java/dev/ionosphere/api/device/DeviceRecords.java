package dev.ionosphere.api.device;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** What was done about devices, newest first. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface DeviceRecords extends CrudRepository<DeviceRecord, Long> {
  List<DeviceRecord> findByDeviceAndIdLessThanOrderByIdDesc(
      String device, long before, Pageable page);
}
