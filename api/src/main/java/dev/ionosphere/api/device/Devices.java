package dev.ionosphere.api.device;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Devices by id. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Devices extends CrudRepository<Device, String> {
  List<Device> findAllOrderById();

  /** Those that serve the node and were not heard of since. */
  @Query(
      "select d.* from device d where d.revoked_at is null and d.last_seen <= :since"
          + " and d.id in (select m.device from device_model m where m.ion = :ion"
          + " and m.node = :node and m.status <> 'not-asked'"
          + " and (m.wanted_digest is not null or m.actual_digest is not null)) order by d.id")
  List<Device> silent(String ion, String node, Instant since);

  Optional<Device> findByIdForUpdate(String id);

  long countByRevokedAtIsNull();

  @Query("update device set revoked_at = :at where id = :id")
  long revoke(String id, Instant at);

  /** Records that all devices together still keep. */
  @Query("select coalesce(sum(spool_depth), 0) from device")
  long spooled();

  @Query(
      "update device set last_seen = :at, spool_depth = :spoolDepth, dropped = :dropped,"
          + " put_aside = :putAside where id = :id")
  long seen(String id, Instant at, long spoolDepth, long dropped, long putAside);

  @Query(
      "update device set agent_version = :version, architecture = :architecture,"
          + " memory_mb = :memoryMb, reads = :reads where id = :id")
  long agent(String id, String version, String architecture, long memoryMb, @Nullable String reads);

  @Query("update device set last_seen = :at where id = :id")
  long seen(String id, Instant at);
}
