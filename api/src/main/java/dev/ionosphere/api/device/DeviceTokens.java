package dev.ionosphere.api.device;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;

/** Enrolment tokens by hash. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface DeviceTokens extends CrudRepository<DeviceToken, String> {
  @Query("update device_token set used_at = :at where id = :id and used_at is null")
  long use(String id, Instant at);
}
