package dev.ionosphere.api.model;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Models by digest. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RegisteredModels extends CrudRepository<RegisteredModel, String> {
  List<RegisteredModel> findAllOrderByRegisteredAtDesc(Pageable page);

  List<RegisteredModel> findByIonOrderByRegisteredAtDesc(String ion);
}
