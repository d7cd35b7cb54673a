package dev.ionosphere.api.training;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

/** Progress by run. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RunProgresses extends CrudRepository<RunProgress, String> {}
