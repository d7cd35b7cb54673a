package dev.ionosphere.api.alert;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Alerts, newest first. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Alerts extends CrudRepository<Alert, Long> {
  /**
   * Newest first, of an ION unless it is empty, before the given id.
   *
   * @param fresh those that nobody acknowledged
   * @param seen those that are acknowledged and not closed
   * @param closed those that are closed
   */
  @Query(
      "select r.* from alert r where (:ion = '' or r.ion = :ion) and r.id < :before"
          + " and ((:fresh and r.cleared_at is null and r.acknowledged_at is null)"
          + " or (:seen and r.cleared_at is null and r.acknowledged_at is not null)"
          + " or (:closed and r.cleared_at is not null))"
          + " order by r.id desc limit :size")
  List<Alert> newest(
      String ion, boolean fresh, boolean seen, boolean closed, long before, int size);

  long countByClearedAtIsNull();

  long countByClearedAtIsNullAndAcknowledgedAtIsNull();

  /** Those about a device that are not closed, newest first. */
  @Query(
      "select r.* from alert r where r.cleared_at is null and r.subject = :device"
          + " and (r.kind like 'device-%' or r.kind = 'telemetry-refused')"
          + " order by r.id desc limit :size")
  List<Alert> openOfDevice(String device, int size);

  List<Alert> findByClearedAtIsNullOrderByIdDesc();

  List<Alert> findByIonAndNodeAndClearedAtIsNull(String ion, String node);

  List<Alert> findByIonAndKindAndSubjectAndClearedAtIsNull(String ion, String kind, String subject);

  /** Those that no notice was thought of for, oldest first. */
  @Query("select r.* from alert r where r.noted = false order by r.id limit :most")
  List<Alert> unnoted(int most);

  @Query("update alert set noted = true where id in (:ids)")
  long setNoted(Collection<Long> ids);

  /** Counts 1 for the first who acknowledges an alert that is not closed. */
  @Query(
      "update alert set acknowledged_by = :by, acknowledged_at = :at"
          + " where id = :id and acknowledged_at is null and cleared_at is null")
  long acknowledge(long id, String by, Instant at);

  /** Counts 1 for the first who closes it. */
  @Query(
      "update alert set cleared_by = :by, cleared_at = :at where id = :id and cleared_at is null")
  long close(long id, String by, Instant at);

  /** But for what was forged or lost: a timeline that tells of an end is no reason to forget. */
  @Query(
      "update alert set cleared_at = :at where ion = :ion and cleared_at is null"
          + " and kind not in ('release-refused', 'document-unexplained', 'records-lost')")
  long clearAll(String ion, Instant at);

  List<Alert> findByIonAndClearedAtIsNull(String ion);

  @Query(
      "update alert set message = :message where ion = :ion and kind = :kind"
          + " and subject = :subject and cleared_at is null")
  long say(String ion, String kind, String subject, String message);

  @Query("update alert set message = :message where id = :id and cleared_at is null")
  long say(long id, String message);

  @Query("update alert set cleared_at = :at where id = :id and cleared_at is null")
  long clear(long id, Instant at);

  @Query(
      "update alert set cleared_at = :at where ion = :ion and kind = :kind and subject = :subject"
          + " and (node is null or node = :node) and cleared_at is null")
  long clear(String ion, String node, String kind, String subject, Instant at);

  @Query(
      "update alert set cleared_at = :at where ion = :ion and kind = :kind and subject = :subject"
          + " and cleared_at is null")
  long clear(String ion, String kind, String subject, Instant at);

  @Query(
      "update alert set cleared_at = :at where ion = :ion and kind = :kind and subject = :subject"
          + " and cleared_at is null and raised_at <= :before")
  long clearRaisedBefore(String ion, String kind, String subject, Instant at, Instant before);
}
