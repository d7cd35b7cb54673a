package dev.ionosphere.api.orderkey;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Roots, oldest first. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface StoredRoots extends CrudRepository<StoredRoot, Long> {
  List<StoredRoot> findAllOrderByVersion();
}
