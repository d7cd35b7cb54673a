package dev.ionosphere.api.order;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** By device and node. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AssignedModels extends CrudRepository<AssignedModel, String> {
  List<AssignedModel> findByDeviceOrderById(String device);

  List<AssignedModel> findByIonOrderById(String ion);

  /** Ids of the devices that run, or may run again, a model of the ION. */
  @Query("select distinct device from assigned_node where ion = :ion")
  List<String> devicesOf(String ion);
}
