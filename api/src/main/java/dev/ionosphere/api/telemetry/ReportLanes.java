package dev.ionosphere.api.telemetry;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lanes by id. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ReportLanes extends CrudRepository<ReportLane, String> {

  Optional<ReportLane> findByIdForUpdate(String id);

  List<ReportLane> findByDeviceAndIncarnation(String device, long incarnation);

  /** Zero if it is there already. */
  @Query(
      "insert into report_lane (id, device, incarnation, lane, newest, reported_at)"
          + " values (:id, :device, :incarnation, :lane, -1, :at) on conflict do nothing")
  int add(String id, String device, long incarnation, String lane, Instant at);

  @Query("update report_lane set newest = :newest, reported_at = :at where id = :id")
  long reached(String id, long newest, Instant at);

  /** Forgets all but the newest lanes of a device. */
  @Query(
      "delete from report_lane where device = :device and id not in (select r.id from report_lane r"
          + " where r.device = :device order by r.reported_at desc, r.id limit :most)")
  long forget(String device, int most);
}
