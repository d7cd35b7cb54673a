package dev.ionosphere.api.health;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Judgements by node and model. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface NodeHealths extends CrudRepository<NodeHealth, String> {
  List<NodeHealth> findByIon(String ion);

  /** Newest first. */
  List<NodeHealth> findByIonAndNodeOrderByJudgedAtDesc(String ion, String node);

  /** What the judge writes; what the ION was told is the reporter's alone. */
  @Query(
      "update node_health set drifted = :drifted, disagreeing = :disagreeing,"
          + " similarity = :similarity, rows_judged = :rows, judged_at = :at, sums = :sums,"
          + " findings = :findings, raised = :raised, seen_from = :from, seen_until = :until"
          + " where id = :id")
  long judged(
      String id,
      boolean drifted,
      int disagreeing,
      Map<String, Double> similarity,
      long rows,
      Instant at,
      String sums,
      String findings,
      String raised,
      Instant from,
      Instant until);

  @Query(
      "update node_health set reported_drifted = :drifted, reported_anomalous = :anomalous,"
          + " reports = :reports, reported_at = :at where id = :id")
  long reported(String id, boolean drifted, boolean anomalous, long reports, Instant at);
}
