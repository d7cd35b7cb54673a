package dev.ionosphere.api.notification;

import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.Alerts;
import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.spec.ion.DeviceSelector;
import dev.ionosphere.workflows.timeline.Storable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Notes for each route what it has to tell, and forgets what is over. */
@Singleton
class NoticeCollector {

  /** The alert of a notice that was lost; its subject is the route. */
  static final String LOST = "notice-lost";

  private static final List<String> SEVERITIES = List.of("info", "warning", "critical");
  private static final int BATCH = 500;
  private static final int TEXT = 500;
  private static final int SOURCE = 200;

  /** An approval expires soon when so much is left, or a quarter of its time if that is less. */
  private static final Duration SOON = Duration.ofHours(4);

  private static final int QUARTER = 4;

  private final NoticeRoutes routes;
  private final NoticeItems items;
  private final Alerts alerts;
  private final Approvals approvals;
  private final StoredIons ions;
  private final TransactionOperations<Connection> transactions;
  private final Clock clock;

  NoticeCollector(
      NoticeRoutes routes,
      NoticeItems items,
      Alerts alerts,
      Approvals approvals,
      StoredIons ions,
      TransactionOperations<Connection> transactions,
      Clock clock) {
    this.routes = routes;
    this.items = items;
    this.alerts = alerts;
    this.approvals = approvals;
    this.ions = ions;
    this.transactions = transactions;
    this.clock = clock;
  }

  static List<String> severities() {
    return SEVERITIES;
  }

  synchronized void collect() {
    List<NoticeRoute> all = routes.findAllOrderByName();
    int found = BATCH;
    while (found == BATCH) {
      found = Objects.requireNonNull(transactions.executeWrite(status -> newAlerts(all)));
    }
    List<Approval> pending = approvals.findByStateOrderByOpenedAt("pending");
    Set<String> noted = pending.isEmpty() ? Set.of() : Set.copyOf(items.notedApprovals());
    for (Approval approval : pending) {
      boolean soon = isSoon(approval);
      all.forEach(route -> note(route, approval, soon, noted));
    }
    long unused = items.forgetAlerts() + items.forgetApprovals();
  }

  /**
   * Makes a route or takes another's place; it also tells what is open already. What is collected
   * at the same time is either told to all routes that there were, or found open here.
   */
  synchronized void take(NoticeRoute route) {
    Object ignored =
        transactions.executeWrite(status -> {
          items.deleteByRoute(route.name());
          catchUp(route);
          return routes.existsById(route.name()) ? routes.update(route) : routes.save(route);
        });
  }

  synchronized void drop(NoticeRoute route) {
    Object ignored =
        transactions.executeWrite(status -> {
          routes.deleteById(route.name());
          items.deleteByRoute(route.name());
          // No notice of it will ever arrive.
          alerts.clear("", LOST, route.name(), clock.instant());
          return status;
        });
  }

  private void catchUp(NoticeRoute route) {
    long before = Long.MAX_VALUE;
    List<Alert> open;
    do {
      open = alerts.newest("", true, false, false, before, BATCH);
      for (Alert alert : open) {
        note(route, alert);
        before = id(alert);
      }
    } while (open.size() == BATCH);
  }

  private int newAlerts(List<NoticeRoute> all) {
    List<Alert> found = alerts.unnoted(BATCH);
    if (!found.isEmpty()) {
      for (Alert alert : found) {
        if (alert.clearedAt() == null) {
          all.forEach(route -> note(route, alert));
        }
      }
      long unused = alerts.setNoted(found.stream().map(NoticeCollector::id).toList());
    }
    return found.size();
  }

  private void note(NoticeRoute route, Alert alert) {
    Topic topic = alert.kind().equals(LOST) ? Topic.DELIVERY_LOST : Topic.ALERT;
    boolean told =
        topic == Topic.DELIVERY_LOST
            // Its loss cannot be told on the way on which it was lost.
            ? !alert.subject().equals(route.name())
            : SEVERITIES.indexOf(alert.severity()) >= SEVERITIES.indexOf(route.severity());
    if (told && route.tells(topic, alert.kind()) && isOf(route, alert.ion())) {
      note(route, topic, String.valueOf(alert.id()), alert, alert.message());
    }
  }

  private void note(NoticeRoute route, Topic topic, String source, Alert alert, String text) {
    long unused =
        items.note(
            route.name(),
            topic.text(),
            source,
            id(alert),
            alert.ion(),
            alert.kind(),
            alert.severity(),
            Storable.text(text, TEXT),
            clock.instant());
  }

  private void note(NoticeRoute route, Approval approval, boolean soon, Set<String> noted) {
    String what =
        approval.isChange()
            ? "a change of the document waits for %s".formatted(approval.approverRole())
            : "%s waits at %s for %s"
                .formatted(
                    Storable.text(approval.candidate(), 19),
                    approval.node(),
                    approval.approverRole());
    note(route, Topic.APPROVAL_WAITING, approval, what, noted);
    if (soon) {
      note(
          route,
          Topic.APPROVAL_EXPIRING,
          approval,
          "nobody decided yet; it is rejected at %s"
              .formatted(
                  Objects.requireNonNull(approval.expiresAt()).truncatedTo(ChronoUnit.SECONDS)),
          noted);
    }
  }

  private void note(
      NoticeRoute route, Topic topic, Approval approval, String text, Set<String> noted) {
    String name = "%s %s %s".formatted(route.name(), topic.text(), approval.id());
    if (noted.contains(name) || !route.tells(topic, topic.text()) || !isOf(route, approval.ion())) {
      return;
    }
    long unused =
        items.note(
            route.name(),
            topic.text(),
            Storable.text(approval.id(), SOURCE),
            0,
            approval.ion(),
            topic.text(),
            "info",
            Storable.text(text, TEXT),
            clock.instant());
  }

  /** In a pause its clock stands still. */
  private boolean isSoon(Approval approval) {
    Instant expires = approval.expiresAt();
    return expires != null
        && !clock.instant().isBefore(expires.minus(soon(approval, expires)))
        && ions.findById(approval.ion()).filter(StoredIon::isPaused).isEmpty();
  }

  private static Duration soon(Approval approval, Instant expires) {
    Duration quarter = Duration.between(approval.openedAt(), expires).dividedBy(QUARTER);
    return quarter.compareTo(SOON) < 0 ? quarter : SOON;
  }

  private boolean isOf(NoticeRoute route, String ion) {
    if (!IonPattern.matches(route.ions(), ion)) {
      return false;
    }
    if (route.labels().isEmpty()) {
      return true;
    }
    Map<String, String> labels = ions.findById(ion).map(StoredIon::labels).orElse(Map.of());
    return DeviceSelector.parse(route.labels()).matches(labels);
  }

  private static long id(Alert alert) {
    return Objects.requireNonNull(alert.id(), "an alert that is stored has an id");
  }
}
