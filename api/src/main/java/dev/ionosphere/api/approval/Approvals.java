package dev.ionosphere.api.approval;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Approvals by id. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Approvals extends CrudRepository<Approval, String> {
  List<Approval> findByStateOrderByOpenedAt(String state);

  /** Newest first, of a state and an ION unless they are empty, after the one with the given id. */
  @Query(
      "select r.* from approval r where (:state = '' or r.state = :state) and (:ion = '' or r.ion = :ion)"
          + " and (:after = '' or (r.opened_at, r.id) <"
          + " (select seen.opened_at, seen.id from approval seen where seen.id = :after))"
          + " order by r.opened_at desc, r.id desc limit :size")
  List<Approval> newest(String state, String ion, String after, int size);

  /** Those that do not wait any more, newest first, after the one with the given id. */
  @Query(
      "select r.* from approval r where r.state <> 'pending'"
          + " and (:after = '' or (r.opened_at, r.id) <"
          + " (select seen.opened_at, seen.id from approval seen where seen.id = :after))"
          + " order by r.opened_at desc, r.id desc limit :size")
  List<Approval> closed(String after, int size);

  Optional<Approval> findFirstByIonAndNodeOrderByOpenedAtDesc(String ion, String node);

  List<Approval> findByIonAndStateOrderByOpenedAt(String ion, String state);

  List<Approval> findByIonAndRunOrderByOpenedAt(String ion, String run);

  List<Approval> findByCandidate(String candidate);

  List<Approval> findByIonAndCandidate(String ion, String candidate);

  long countByState(String state);

  @Query(
      "update approval set state = :state, closed_at = :at, reason = coalesce(:reason, reason)"
          + " where id = :id and state = 'pending'")
  long close(String id, String state, Instant at, @Nullable String reason);

  /** It goes through at the time unless an approver rejects it. */
  @Query(
      "update approval set break_glass_by = :by, break_glass_at = :at"
          + " where id = :id and state = 'pending'")
  long broken(String id, String by, @Nullable Instant at);

  /** Others may take part from now on. */
  @Query("update approval set approver_role = :roles where id = :id and state = 'pending'")
  long admit(String id, String roles);

  @Query("update approval set expires_at = :at where id = :id and state = 'pending'")
  long expire(String id, Instant at);

  long countByIonAndState(String ion, String state);
}
