package dev.ionosphere.api.notification;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The outbox of notices, and what became of them. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface NoticeDeliveries extends CrudRepository<NoticeDelivery, Long> {

  Optional<NoticeDelivery> findByDelivery(String delivery);

  /** Newest first, of a route and a state unless they are empty, before the given id. */
  @Query(
      "select d.* from notice_delivery d where (:route = '' or d.route = :route)"
          + " and (:state = '' or d.state = :state) and d.id < :before order by d.id desc limit :size")
  List<NoticeDelivery> newest(String route, String state, long before, int size);

  /**
   * Those that are to be started or looked at, longest due first; also those that are due later
   * than anything is put off, as by a clock that was ahead.
   */
  @Query(
      "select d.* from notice_delivery d where d.state in ('waiting', 'sending')"
          + " and (d.look_at <= :now or d.look_at > :never) order by d.look_at, d.id limit :most")
  List<NoticeDelivery> due(Instant now, Instant never, int most);

  /** How many notices of the topic were made after one time and until the other. */
  @Query(
      "select count(*) from notice_delivery d where d.route = :route and d.topic = :topic"
          + " and d.created_at > :after and d.created_at <= :now")
  long countBetween(String route, String topic, Instant after, Instant now);

  @Query(
      "update notice_delivery set state = 'sending', look_at = :lookAt where delivery = :delivery"
          + " and state = 'waiting'")
  long started(String delivery, Instant lookAt);

  @Query(
      "update notice_delivery set state = :state, look_at = :lookAt, reason = :reason"
          + " where delivery = :delivery and ended_at is null")
  long looked(String delivery, String state, @Nullable String reason, Instant lookAt);

  /** Counts 1 for the first who learns the end. */
  @Query(
      "update notice_delivery set state = :state, reason = :reason, ended_at = :at"
          + " where delivery = :delivery and ended_at is null")
  long ended(String delivery, String state, @Nullable String reason, Instant at);
}
