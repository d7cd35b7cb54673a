package dev.ionosphere.api.timeline;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Conflicts by ION. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface TimelineConflicts extends CrudRepository<TimelineConflict, Long> {

  boolean existsByIonAndEntryKeyAndContent(String ion, String entryKey, String content);

  List<TimelineConflict> findByIonOrderByIdDesc(String ion, Pageable page);
}
