package dev.ionosphere.api.approval;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;

/** Approvals by id. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Approvals extends CrudRepository<Approval, String> {
  List<Approval> findByStateOrderByOpenedAt(String state);

  List<Approval> findByIonOrderByOpenedAtDesc(String ion);

  List<Approval> findByCandidate(String candidate);

  List<Approval> findAllOrderByOpenedAtDesc(Pageable page);

  long countByState(String state);

  @Query(
      "update approval set state = :state, closed_at = :at, reason = :reason"
          + " where id = :id and state = 'pending'")
  long close(String id, String state, Instant at, @Nullable String reason);

  long countByIonAndState(String ion, String state);
}
