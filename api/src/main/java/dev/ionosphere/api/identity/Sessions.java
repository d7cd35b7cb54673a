package dev.ionosphere.api.identity;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;

/** Sessions by the hash of their cookie. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Sessions extends CrudRepository<Session, String> {
  long deleteByExpiresAtBefore(Instant time);

  long deleteByPerson(String person);
}
