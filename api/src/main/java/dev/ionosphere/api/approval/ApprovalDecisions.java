package dev.ionosphere.api.approval;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** Decisions in order. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ApprovalDecisions extends CrudRepository<ApprovalDecision, String> {
  List<ApprovalDecision> findByApprovalOrderByDecidedAt(String approval);

  /** From before the tickets of decisions were told. */
  @Query(
      "select d.* from approval_decision d where d.approval = :approval and d.earlier = true"
          + " and d.decision = 'approve' order by d.decided_at")
  List<ApprovalDecision> earlier(String approval);
}
