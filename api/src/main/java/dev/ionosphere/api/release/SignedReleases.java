package dev.ionosphere.api.release;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

/** Signed releases by node and model. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SignedReleases extends CrudRepository<SignedRelease, String> {
  long deleteByIon(String ion);
}
