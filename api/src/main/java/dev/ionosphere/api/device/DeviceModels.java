package dev.ionosphere.api.device;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;
import java.util.Optional;

/** Wanted and actual model by device and node. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface DeviceModels extends CrudRepository<DeviceModel, String> {
  Optional<DeviceModel> findByIdForUpdate(String id);

  long countByStatus(DeviceStatus status);

  List<DeviceModel> findByDeviceOrderByIon(String device);

  List<DeviceModel> findByIonAndNodeOrderByDevice(String ion, String node);

  List<DeviceModel> findByIonOrderByDevice(String ion);

  /** Devices that run the model for the node; of one that was revoked nobody knows. */
  @Query(
      "select count(*) from device_model d where d.ion = :ion and d.node = :node"
          + " and d.actual_digest = :digest and d.status <> 'revoked'")
  long running(String ion, String node, String digest);

  /** Devices that run any model for the node. */
  @Query(
      "select count(*) from device_model d where d.ion = :ion and d.node = :node"
          + " and d.actual_digest is not null and d.status <> 'revoked'")
  long runningAny(String ion, String node);

  /** Models that a device runs for the node. */
  @Query(
      "select distinct d.actual_digest from device_model d where d.ion = :ion"
          + " and d.node = :node and d.actual_digest is not null and d.status <> 'revoked'")
  List<String> running(String ion, String node);
}
