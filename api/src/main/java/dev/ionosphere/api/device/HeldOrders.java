package dev.ionosphere.api.device;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;
import java.util.Optional;

/** By device. Conflicts count for devices in service, of the enrolment that stands. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface HeldOrders extends CrudRepository<HeldOrder, String> {

  /** In order of device, after the given one. */
  @Query(
      "select h.* from held_order h join device d on d.id = h.device"
          + " where h.conflict is not null and d.revoked_at is null"
          + " and d.incarnation = h.incarnation and h.device > :after"
          + " order by h.device limit :size")
  List<HeldOrder> conflicts(String after, int size);

  @Query(
      "select count(*) from held_order h join device d on d.id = h.device"
          + " where h.conflict is not null and d.revoked_at is null"
          + " and d.incarnation = h.incarnation")
  long countConflicts();

  Optional<HeldOrder> findByDeviceAndIncarnation(String device, long incarnation);
}
