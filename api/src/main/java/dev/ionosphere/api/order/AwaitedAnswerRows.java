package dev.ionosphere.api.order;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;

/** By device and node. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AwaitedAnswerRows extends CrudRepository<AwaitedAnswer, String> {
  List<AwaitedAnswer> findByDeviceAndStatusIsNull(String device);

  List<AwaitedAnswer> findByStatusIsNotNullOrderByCohort(Pageable page);

  /** Unless a newer cohort waits for the device meanwhile. */
  @Query(
      "update awaited_answer set status = :status, reason = :reason"
          + " where id = :id and cohort = :cohort and status is null")
  long answered(String id, String cohort, String status, String reason);

  /** Unless a newer cohort waits for the device meanwhile. */
  @Query("delete from awaited_answer where id = :id and cohort = :cohort and status is not null")
  long told(String id, String cohort);

  long deleteByAskedAtBefore(Instant time);
}
