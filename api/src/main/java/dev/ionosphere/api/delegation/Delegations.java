package dev.ionosphere.api.delegation;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;

/** Delegations, newest first. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface Delegations extends CrudRepository<Delegation, String> {

  /**
   * Those that last, or with {@code ended} all, of a principal and a deputy unless they are empty,
   * after the one with the given id.
   */
  @Query(
      "select r.* from delegation r where (:ended or (r.revoked_at is null and r.until_at > :now))"
          + " and (:principal = '' or r.principal = :principal)"
          + " and (:deputy = '' or r.deputy = :deputy)"
          + " and (:after = '' or (r.created_at, r.id) <"
          + " (select seen.created_at, seen.id from delegation seen where seen.id = :after))"
          + " order by r.created_at desc, r.id desc limit :size")
  List<Delegation> newest(
      boolean ended, Instant now, String principal, String deputy, String after, int size);

  @Query("select r.* from delegation r where r.revoked_at is null and r.until_at > :now")
  List<Delegation> lasting(Instant now);

  @Query(
      "select count(*) from delegation r"
          + " where r.principal = :principal and r.revoked_at is null and r.until_at > :now")
  long countLasting(String principal, Instant now);

  /** Counts 1 for the first who revokes it. */
  @Query(
      "update delegation set revoked_at = :at, revoked_by = :by"
          + " where id = :id and revoked_at is null and until_at > :at")
  long revoke(String id, String by, Instant at);
}
