package dev.ionosphere.api.ion;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;

/** IONs by name. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface StoredIons extends CrudRepository<StoredIon, String> {
  List<StoredIon> findAllOrderByName();

  @Query("update ion set status = :status where name = :name")
  long setStatus(String name, String status);

  @Query("update ion set status = 'running', launched_at = :at where name = :name")
  long setLaunched(String name, Instant at);
}
