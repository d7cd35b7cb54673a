package dev.ionosphere.api.notification;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What routes have to tell. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface NoticeItems extends CrudRepository<NoticeItem, Long> {

  /** Notes it unless it is noted. */
  @Query(
      "insert into notice_item (route, topic, source, alert, ion, kind, severity, text, noted_at)"
          + " values (:route, :topic, :source, :alert, :ion, :kind, :severity, :text, :at)"
          + " on conflict do nothing")
  long note(
      String route,
      String topic,
      String source,
      long alert,
      String ion,
      String kind,
      String severity,
      String text,
      Instant at);

  /**
   * What was never told, or for the last time before one time or, by a clock that was ahead, after
   * another; oldest first, after the given id.
   */
  @Query(
      "select i.* from notice_item i where i.route = :route and i.topic = :topic and i.id > :after"
          + " and (i.told_at is null or i.told_at <= :toldBefore or i.told_at > :toldAfter)"
          + " order by i.id limit :most")
  List<NoticeItem> due(
      String route, String topic, Instant toldBefore, Instant toldAfter, long after, int most);

  /** Route, topic and id of the approvals that are noted, with blanks between. */
  @Query("select concat(i.route, ' ', i.topic, ' ', i.source) from notice_item i where i.alert = 0")
  List<String> notedApprovals();

  @Query("update notice_item set told_at = :at where id in (:ids)")
  long told(Collection<Long> ids, Instant at);

  /** Forgets alerts that are closed or that somebody looks after. */
  @Query(
      "delete from notice_item where alert > 0 and not exists"
          + " (select 1 from alert a where a.id = notice_item.alert"
          + " and a.cleared_at is null and a.acknowledged_at is null)")
  long forgetAlerts();

  /** Forgets approvals that wait no more. */
  @Query(
      "delete from notice_item where alert = 0 and not exists"
          + "  (select 1 from approval p where p.id = notice_item.source"
          + " and p.state = 'pending')")
  long forgetApprovals();

  long deleteByRoute(String route);

  long countByRoute(String route);
}
