package dev.ionosphere.api.notification;

import dev.ionosphere.api.SteppedClock;
import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.alert.Alerts;
import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.permission.Role;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The room of notices with a clock that a test moves, on real repositories. */
final class TestingNotices {

  static final Requester OPERATOR = new Requester("ann", Set.of(Role.OPERATOR));

  final SteppedClock clock = new SteppedClock();
  final InMemoryNoticeWorkflows workflows = new InMemoryNoticeWorkflows();
  final NoticeDesk desk;
  final NoticeDeliveries deliveries;
  final NoticeItems items;
  final Alerts alerts;
  final AlertBook book;
  final Approvals approvals;
  private final NoticeTurn turn;

  @SuppressWarnings("unchecked")
  TestingNotices(Function<Class<?>, Object> beans) {
    NoticeRoutes routes = (NoticeRoutes) beans.apply(NoticeRoutes.class);
    NoticeMutes mutes = (NoticeMutes) beans.apply(NoticeMutes.class);
    Changes changes = (Changes) beans.apply(Changes.class);
    TransactionOperations<Connection> transactions =
        (TransactionOperations<Connection>) beans.apply(TransactionOperations.class);
    deliveries = (NoticeDeliveries) beans.apply(NoticeDeliveries.class);
    items = (NoticeItems) beans.apply(NoticeItems.class);
    alerts = (Alerts) beans.apply(Alerts.class);
    book = (AlertBook) beans.apply(AlertBook.class);
    approvals = (Approvals) beans.apply(Approvals.class);
    StoredIons ions = (StoredIons) beans.apply(StoredIons.class);
    NoticeCollector collector =
        new NoticeCollector(routes, items, alerts, approvals, ions, transactions, clock);
    NoticeDispatcher dispatcher =
        new NoticeDispatcher(
            items,
            mutes,
            deliveries,
            transactions,
            new NoticeConfiguration("https://hub.example.org/"),
            8420,
            clock);
    NoticeCourier courier =
        new NoticeCourier(deliveries, workflows, book, changes, transactions, clock);
    desk = new NoticeDesk(routes, mutes, collector, dispatcher, courier, changes, clock);
    // Each test has a time of its own, to which those of others are past and future.
    routes.deleteAll();
    items.deleteAll();
    deliveries.deleteAll();
    turn = new NoticeTurn(collector, dispatcher, courier, routes);
  }

  /** Routes everything of IONs whose names begin with the route's. */
  void route(String name, @Nullable List<String> topics, @Nullable String repeat) {
    NoticeRoute unused =
        desk.set(
            name,
            new RouteApplication(
                name + "*",
                null,
                topics,
                null,
                null,
                repeat,
                Map.of("webhook", Map.of("url", "https://hooks.example.org/" + name))),
            OPERATOR);
  }

  void alert(String ion, String subject) {
    book.raise(ion, "detect", subject, "drift", "warning", "s2 of " + subject, clock.instant());
  }

  void approval(String ion, Duration expires) {
    approvals.save(
        new Approval(
            ion + ".review.1",
            ion,
            "review",
            "pending",
            "sha256:s",
            "sha256:0123456789abcdef",
            null,
            "approver",
            1,
            "person:bob",
            clock.instant(),
            clock.instant().plus(expires),
            null,
            null,
            null,
            List.of("detect"),
            null,
            null,
            null,
            null));
  }

  /** Time passes and the hub's turn comes, twice so that the end is heard of. */
  void pass(Duration time) {
    clock.pass(time);
    turn.turn();
    clock.pass(Duration.ofSeconds(3));
    turn.turn();
  }
}
