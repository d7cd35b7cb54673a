package dev.ionosphere.api.order;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;

/** By device and number. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OrderDigests extends CrudRepository<OrderDigest, String> {

  @Query("delete from order_digest where device = :device and signed_at < :before")
  long forget(String device, Instant before);
}
