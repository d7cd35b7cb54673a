package dev.ionosphere.api.ion;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Every document that was applied. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface IonGenerations extends CrudRepository<IonGeneration, String> {
  List<IonGeneration> findByIonOrderByGenerationDesc(String ion);

  List<IonGeneration> findByIonAndDigestOrderByGenerationDesc(String ion, String digest);

  long deleteByIon(String ion);
}
