package dev.ionosphere.api.release;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.Optional;

/** Accepted documents by ION and generation. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AcceptedDocuments extends CrudRepository<AcceptedDocument, String> {
  Optional<AcceptedDocument> findFirstByIonOrderByGenerationDesc(String ion);

  long deleteByIon(String ion);
}
