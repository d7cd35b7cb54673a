package dev.ionosphere.api.health;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
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
          + " t.score, t.usual, t.source, t.since, t.closed_at, t.rows_judged, t.apart"
          + " from health_track t join device d on d.id = t.device and d.revoked_at is null"
          + " join ion i on i.name = t.ion and i.status in ('running', 'paused')"
          + " where t.source is not null")
  List<HealthTrack> sources();

  @Query(
      "select t.* from health_track t where t.ion = :ion and t.node = :node"
          + " and t.digest = :digest and t.device <> '' order by t.device limit :most")
  List<HealthTrack> ofModel(String ion, String node, String digest, int most);
}
