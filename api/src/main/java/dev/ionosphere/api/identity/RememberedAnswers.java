package dev.ionosphere.api.identity;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;

/** Answers to requests that may come again. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RememberedAnswers extends CrudRepository<RememberedAnswer, String> {
  long deleteByAnsweredAtBefore(Instant time);
}
