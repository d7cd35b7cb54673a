package dev.ionosphere.api.health;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Windows, each once. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface HealthWindows extends CrudRepository<HealthWindow, Long> {
  /**
   * Zero if the window is there already.
   *
   * @param bodyHash of all that the device says of it
   */
  @Query(
      "insert into health_window (device, ion, node, digest, generation, sequence, opened_at,"
          + " closed_at, rows_scored, first_row, anomalies, histograms, predictions, offline,"
          + " received_at, incarnation, body_hash) values (:device, :ion, :node, :digest, :generation, :sequence,"
          + " :openedAt, :closedAt, :rowsScored, :firstRow, :anomalies, :histograms,"
          + " :predictions, :offline, :receivedAt, :incarnation,"
          + " :bodyHash) on conflict do nothing")
  int add(
      String device,
      String ion,
      String node,
      String digest,
      long generation,
      long sequence,
      Instant openedAt,
      Instant closedAt,
      long rowsScored,
      long firstRow,
      long anomalies,
      Map<String, long[]> histograms,
      String predictions,
      boolean offline,
      Instant receivedAt,
      long incarnation,
      String bodyHash);

  List<HealthWindow> findByIonAndNodeAndDigestOrderByIdDesc(
      String ion, String node, String digest, Pageable page);

  List<HealthWindow> findByDeviceOrderByIdDesc(String device, Pageable page);
}
