package dev.ionosphere.api.device;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;

/** What ran where, over time. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface DeviceActivations extends CrudRepository<DeviceActivation, Long> {
  List<DeviceActivation> findByDeviceOrderBySinceDesc(String device, Pageable page);

  @Query(
      "select a.* from device_activation a where a.device = :device and a.generation > 0"
          + " and a.since <= :at"
          + " and not exists (select 1 from device_activation b where b.device = a.device"
          + " and b.ion = a.ion and b.node = a.node and b.since <= :at"
          + " and (b.since > a.since or (b.since = a.since and b.id > a.id)))"
          + " order by a.ion, a.node")
  List<DeviceActivation> runningAt(String device, Instant at);
}
