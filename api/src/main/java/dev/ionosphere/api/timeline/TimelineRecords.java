package dev.ionosphere.api.timeline;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records by ION and sequence. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface TimelineRecords extends CrudRepository<TimelineRecord, Long> {
  boolean existsByIonAndSequence(String ion, long sequence);

  Optional<TimelineRecord> findByIonAndSequence(String ion, long sequence);

  Optional<TimelineRecord> findByIonAndEntryKey(String ion, String entryKey);

  List<TimelineRecord> findByIonAndEntryKeyIn(String ion, List<String> keys);

  List<TimelineRecord> findByIonAndSequenceGreaterThanOrderBySequence(
      String ion, long sequence, Pageable page);

  /** Those after one sequence up to another, which bounds what the database looks at. */
  @Query(
      "select r.* from timeline_record r where r.ion = :ion and r.sequence > :after"
          + " and r.sequence <= :last order by r.ion, r.sequence")
  List<TimelineRecord> slice(String ion, long after, long last);

  @Query(
      "select r.* from timeline_record r where r.ion = :ion and r.sequence < :before"
          + " and r.occurred_at >= :since and r.occurred_at <= :until"
          + " and (:kind = '' or r.kind = :kind) and (:node = '' or r.node = :node)"
          + " order by r.sequence desc limit :size")
  List<TimelineRecord> newest(
      String ion, long before, Instant since, Instant until, String kind, String node, int size);

  /** Sequence of the first record of the time. */
  @Query(
      "select min(r.sequence) from timeline_record r where r.ion = :ion"
          + " and r.occurred_at >= :since having count(*) > 0")
  Optional<Long> firstSince(String ion, Instant since);

  /** Sequence of the last record of the time; 0 if there is none. */
  @Query(
      "select coalesce(max(r.sequence), 0) from timeline_record r where r.ion = :ion"
          + " and r.occurred_at <= :until")
  long lastUntil(String ion, Instant until);

  /** Sequence of the lowest record that has at least this one. */
  @Query(
      "select min(r.sequence) from timeline_record r where r.ion = :ion"
          + " and r.sequence >= :least having count(*) > 0")
  Optional<Long> firstFrom(String ion, long least);

  /** Sequence of the last record before one; 0 if there is none. */
  @Query(
      "select coalesce(max(r.sequence), 0) from timeline_record r where r.ion = :ion"
          + " and r.sequence > 0 and r.sequence < :sequence")
  long lastBefore(String ion, long sequence);

  List<TimelineRecord> findBySubjectAndIonOrderBySequence(String subject, String ion);
}
