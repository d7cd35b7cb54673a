package dev.ionosphere.api.alert;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;

/** Alerts, newest first. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Alerts extends CrudRepository<Alert, Long> {
  /** Newest first, of an ION unless it is empty, the open ones or all, before the given id. */
  @Query(
      "select r.* from alert r where (:ion = '' or r.ion = :ion)"
          + " and (:everything or r.cleared_at is null) and r.id < :before"
          + " order by r.id desc limit :size")
  List<Alert> newest(String ion, boolean everything, long before, int size);

  long countByClearedAtIsNull();

  List<Alert> findByClearedAtIsNullOrderByIdDesc();

  List<Alert> findByIonAndKindAndSubjectAndClearedAtIsNull(String ion, String kind, String subject);

  @Query(
      "update alert set cleared_at = :at where ion = :ion and kind = :kind and subject = :subject"
          + " and cleared_at is null")
  long clear(String ion, String kind, String subject, Instant at);

  @Query(
      "update alert set cleared_at = :at where ion = :ion and kind = :kind and subject = :subject"
          + " and cleared_at is null and raised_at <= :before")
  long clearRaisedBefore(String ion, String kind, String subject, Instant at, Instant before);
}
