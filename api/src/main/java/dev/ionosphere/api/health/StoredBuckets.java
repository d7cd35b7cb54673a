package dev.ionosphere.api.health;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Buckets, each once. They are added and, when they are old, deleted; never changed. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface StoredBuckets extends CrudRepository<StoredBucket, Long> {
  /** The one of a name. */
  String NAMED =
      " b.device = :device and b.incarnation = :incarnation and b.ion = :ion and b.node = :node"
          + " and b.generation = :generation and b.digest = :digest and b.started_at = :startedAt"
          + " and b.part = :part";

  /** Zero if there is one of the same name already. */
  @Query(
      "insert into health_bucket (device, incarnation, ion, node, generation, digest, started_at,"
          + " part, closed_at, rows_scored, anomalies, body, body_hash, received_at) values"
          + " (:device, :incarnation, :ion, :node, :generation, :digest, :startedAt, :part,"
          + " :closedAt, :rowsScored, :anomalies, :body, :bodyHash, :receivedAt)"
          + " on conflict do nothing")
  int add(
      String device,
      long incarnation,
      String ion,
      String node,
      long generation,
      String digest,
      Instant startedAt,
      long part,
      Instant closedAt,
      long rowsScored,
      long anomalies,
      String body,
      String bodyHash,
      Instant receivedAt);

  @Query("select b.body_hash from health_bucket b where" + NAMED)
  Optional<String> hash(
      String device,
      long incarnation,
      String ion,
      String node,
      long generation,
      String digest,
      Instant startedAt,
      long part);

  List<StoredBucket> findByDeviceOrderByIdDesc(String device, Pageable page);

  /** Of a device that idles as well, newest first. */
  @Query(
      "select b.* from health_bucket b where b.device = :device and b.rows_scored > 0"
          + " order by b.id desc limit :most")
  List<StoredBucket> scored(String device, int most);

  @Query(
      "insert into unjudged_bucket (bucket, ion, node)"
          + " select b.id, b.ion, b.node from health_bucket b where"
          + NAMED)
  long leaveToJudge(
      String device,
      long incarnation,
      String ion,
      String node,
      long generation,
      String digest,
      Instant startedAt,
      long part);

  /** Those that nobody has judged, in any order that stays. */
  @Query(
      "select b.* from health_bucket b where b.id in (select u.bucket from unjudged_bucket u"
          + " where u.ion = :ion and u.node = :node order by u.bucket limit :most) order by b.id")
  List<StoredBucket> unjudged(String ion, String node, int most);

  @Query("delete from unjudged_bucket where bucket in (:ids)")
  long setJudged(List<Long> ids);

  /** Nodes that have buckets to judge, as {@code <ion>.<node>}. */
  @Query("select distinct u.ion || '.' || u.node from unjudged_bucket u")
  List<String> nodesToJudge();
}
