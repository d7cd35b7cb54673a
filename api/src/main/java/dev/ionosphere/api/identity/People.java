package dev.ionosphere.api.identity;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.Optional;

/** People by name. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface People extends CrudRepository<Person, String> {
  Optional<Person> findByTokenHash(String tokenHash);
}
