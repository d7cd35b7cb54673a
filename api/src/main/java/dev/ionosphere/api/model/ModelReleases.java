package dev.ionosphere.api.model;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;
import java.util.Optional;

/** Releases by node and generation. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ModelReleases extends CrudRepository<ModelRelease, String> {
  List<ModelRelease> findByIonAndNodeOrderByGenerationDesc(String ion, String node);

  List<ModelRelease> findByIonOrderByReleasedAtDesc(String ion);

  List<ModelRelease> findByIonOrderByGeneration(String ion);

  List<ModelRelease> findByDigest(String digest);

  Optional<ModelRelease> findFirstByIonAndNodeOrderByGenerationDesc(String ion, String node);
}
