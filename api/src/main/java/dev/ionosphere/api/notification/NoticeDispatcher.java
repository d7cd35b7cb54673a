package dev.ionosphere.api.notification;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.spec.reader.NoticeTargetReader;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.notice.NoticeAddress;
import dev.ionosphere.workflows.notice.NoticeMessage;
import dev.ionosphere.workflows.notice.NoticeOrder;
import dev.ionosphere.workflows.timeline.Storable;
import io.micronaut.context.annotation.Value;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Groups what is due into notices, and writes them down for the courier. */
@Singleton
class NoticeDispatcher {

  /** Of one notice; what is beyond comes with the next. */
  private static final int MOST = 5_000;

  private static final int TITLE = 300;

  private final NoticeItems items;
  private final NoticeMutes mutes;
  private final NoticeDeliveries deliveries;
  private final TransactionOperations<Connection> transactions;
  private final NoticeText text;
  private final Clock clock;

  NoticeDispatcher(
      NoticeItems items,
      NoticeMutes mutes,
      NoticeDeliveries deliveries,
      TransactionOperations<Connection> transactions,
      NoticeConfiguration configuration,
      @Value("${micronaut.server.port:8420}") int port,
      Clock clock) {
    this.items = items;
    this.mutes = mutes;
    this.deliveries = deliveries;
    this.transactions = transactions;
    this.text = new NoticeText(configuration.link(port));
    this.clock = clock;
  }

  void dispatch(NoticeRoute route) {
    Instant now = clock.instant();
    List<NoticeMute> muted = mutes.findByUntilAtGreaterThanOrderByUntilAt(now);
    for (Topic topic : Topic.values()) {
      List<NoticeItem> due = due(route, topic, muted, now);
      if (isTime(route, topic, due, now)) {
        NoticeDelivery unused =
            Objects.requireNonNull(
                transactions.executeWrite(status -> write(route, topic, due, now)));
      }
    }
  }

  /** What is muted must not take the place of what is not. */
  private List<NoticeItem> due(
      NoticeRoute route, Topic topic, List<NoticeMute> muted, Instant now) {
    Instant before = route.repeat().map(now::minus).orElse(Instant.EPOCH);
    Instant after = route.repeat().isPresent() ? now : ColumnLimits.LATEST;
    List<NoticeItem> due = new ArrayList<>();
    long last = 0;
    List<NoticeItem> page;
    do {
      page = items.due(route.name(), topic.text(), before, after, last, MOST);
      for (NoticeItem item : page) {
        last = id(item);
        if (due.size() < MOST && muted.stream().noneMatch(mute -> mute.covers(item))) {
          due.add(item);
        }
      }
    } while (page.size() == MOST && due.size() < MOST);
    return due;
  }

  private static long id(NoticeItem item) {
    return Objects.requireNonNull(item.id(), "an item that is stored has an id");
  }

  /** A notice that a person tries a route with. */
  NoticeDelivery test(NoticeRoute route, String person) {
    Instant now = clock.instant();
    String delivery = delivery(route);
    return save(route, Topic.TEST, text.test(delivery, route.name(), person, now), 0, now);
  }

  private boolean isTime(NoticeRoute route, Topic topic, List<NoticeItem> due, Instant now) {
    return due.stream().anyMatch(item -> isGathered(route, item, now))
        && deliveries.countBetween(route.name(), topic.text(), now.minus(route.calm()), now) == 0;
  }

  /** What a clock noted that was ahead need not wait until then. */
  private static boolean isGathered(NoticeRoute route, NoticeItem item, Instant now) {
    return item.toldAt() != null
        || item.notedAt().isAfter(now)
        || !item.notedAt().plus(route.window()).isAfter(now);
  }

  private NoticeDelivery write(NoticeRoute route, Topic topic, List<NoticeItem> due, Instant now) {
    List<Long> ids = due.stream().map(NoticeDispatcher::id).toList();
    long unused = items.told(ids, now);
    return save(route, topic, text.of(delivery(route), topic, due, now), due.size(), now);
  }

  private NoticeDelivery save(
      NoticeRoute route, Topic topic, NoticeMessage message, int count, Instant now) {
    NoticeOrder order =
        new NoticeOrder(NoticeAddress.of(NoticeTargetReader.stored(route.target())), message);
    return deliveries.save(
        new NoticeDelivery(
            null,
            message.delivery(),
            route.name(),
            topic.text(),
            Storable.text(message.title(), TITLE),
            count,
            Json.canonical(order),
            DeliveryState.WAITING.text(),
            null,
            now,
            now,
            null));
  }

  private static String delivery(NoticeRoute route) {
    return WorkflowNames.notice(route.name(), UUID.randomUUID().toString());
  }
}
