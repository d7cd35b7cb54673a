package dev.ionosphere.api.telemetry;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

/** Refused records by lane and number. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RefusedRecords extends CrudRepository<RefusedRecord, String> {

  @Query("delete from refused_record where lane = :lane and sequence < :before")
  long forget(String lane, long before);

  /** Those of lanes that are not kept any more. */
  @Query(
      "delete from refused_record where lane like :lanes"
          + " and lane not in (select r.id from report_lane r)")
  long forgetLanes(String lanes);
}
