package dev.ionosphere.api.notification;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;

/** Mutes, those that end first first. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface NoticeMutes extends CrudRepository<NoticeMute, Long> {
  List<NoticeMute> findByUntilAtGreaterThanOrderByUntilAt(Instant now);
}
