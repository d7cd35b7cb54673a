package dev.ionosphere.api.health;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What the judge goes on from. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface HealthTracks extends CrudRepository<HealthTrack, String> {

  List<HealthTrack> findByIdIn(Collection<String> ids);

  @Query("update health_track set apart = :apart where id = :id")
  long setApart(String id, String apart);

  /** How many rows come in a bucket, by device. */
  @Query(
      "select t.usual from health_track t where t.ion = :ion and t.node = :node"
          + " and t.digest = :digest and t.device <> '' and t.usual > 0")
  List<Double> usual(String ion, String node, String digest);

  /** Seconds of the stretches that devices count in, each of the model that it told of last. */
  @Query(
      "select s.stretch from (select t.stretch, row_number() over (partition by t.device"
          + " order by t.closed_at desc, t.id desc) as place from health_track t"
          + " where t.ion = :ion and t.node = :node and t.device <> ''"
          + " and t.stretch is not null) s where s.place = 1")
  List<Long> stretches(String ion, String node);

  /** Lowest similarity, by device that was judged. */
  @Query(
      "select t.score from health_track t where t.ion = :ion and t.node = :node"
          + " and t.digest = :digest and t.device <> '' and t.rows_judged > 0")
  List<Double> scores(String ion, String node, String digest);

  @Query(
      "select count(*) from health_track t where t.ion = :ion and t.node = :node"
          + " and t.digest = :digest and t.device <> ''")
  long devices(String ion, String node, String digest);

  /** How many devices have told of the node. */
  @Query(
      "select count(distinct t.device) from health_track t where t.ion = :ion"
          + " and t.node = :node and t.device <> ''")
  long devices(String ion, String node);

  /** Devices of a node that something is wrong with. */
  @Query(
      "select t.* from health_track t where t.ion = :ion and t.node = :node and t.device <> ''"
          + " and t.raised <> '' order by t.device")
  List<HealthTrack> raised(String ion, String node);

  /** Of a device, that which told last first. */
  List<HealthTrack> findByDeviceOrderByClosedAtDesc(String device);

  /**
   * How sources stood when their devices last told, in IONs that live; without what was counted.
   */
  @Query(
      "select t.id, t.ion, t.node, t.digest, t.device, '{}' as track, t.raised, t.findings,"
          + " t.score, t.usual, t.source, t.since, t.closed_at, t.rows_judged, t.apart,"
          + " t.stretch"
          + " from health_track t join device d on d.id = t.device and d.revoked_at is null"
          + " join ion i on i.name = t.ion and i.status in ('running', 'paused')"
          + " where t.source is not null")
  List<HealthTrack> sources();

  /**
   * Of devices that are heard of and run a model, that which told last, if it is as long ago.
   * Agents up to 0.3.0 tell of no source, and nothing where there are no rows.
   */
  @Query(
      "select t.* from health_track t join device d on d.id = t.device and d.revoked_at is null"
          + " and d.last_seen >= :since join device_model m on m.device = t.device"
          + " and m.ion = t.ion and m.node = t.node and m.status = 'active'"
          + " and m.changed_at < :since where t.ion = :ion and t.node = :node"
          + " and t.source is not null and t.closed_at < :since and not exists"
          + " (select 1 from health_track o where o.ion = t.ion and o.node = t.node"
          + " and o.device = t.device and o.closed_at > t.closed_at) order by t.device")
  List<HealthTrack> quiet(String ion, String node, Instant since);

  @Query(
      "select t.* from health_track t where t.ion = :ion and t.node = :node"
          + " and t.digest = :digest and t.device <> '' order by t.device limit :most")
  List<HealthTrack> ofModel(String ion, String node, String digest, int most);
}
