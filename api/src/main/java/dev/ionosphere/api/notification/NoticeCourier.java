package dev.ionosphere.api.notification;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.NoticeWorkflows;
import dev.ionosphere.api.temporal.NoticeWorkflows.Standing;
import dev.ionosphere.workflows.notice.NoticeOrder;
import dev.ionosphere.workflows.notice.NoticeReceipt;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives notices to Temporal and learns what became of them. */
@Singleton
class NoticeCourier {

  private static final Logger LOG = LoggerFactory.getLogger(NoticeCourier.class);
  private static final int MOST = 50;
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LATE = Duration.ofMinutes(1);

  /** Of an alert about a lost notice; it belongs to no ION. */
  private static final String NO_ION = "";

  private final NoticeDeliveries deliveries;
  private final NoticeWorkflows workflows;
  private final AlertBook alerts;
  private final Changes changes;
  private final TransactionOperations<Connection> transactions;
  private final Clock clock;

  NoticeCourier(
      NoticeDeliveries deliveries,
      NoticeWorkflows workflows,
      AlertBook alerts,
      Changes changes,
      TransactionOperations<Connection> transactions,
      Clock clock) {
    this.deliveries = deliveries;
    this.workflows = workflows;
    this.alerts = alerts;
    this.changes = changes;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** All that is due; stops where Temporal is away, and goes on the next time. */
  void carry() {
    Instant now = clock.instant();
    for (NoticeDelivery delivery : deliveries.due(now, now.plus(LATE), MOST)) {
      try {
        carry(delivery);
      } catch (HubException away) {
        LOG.warn("notice {} waits: {}", delivery.delivery(), away.getMessage());
        return;
      } catch (RuntimeException ours) {
        LOG.error("notice {} waits", delivery.delivery(), ours);
        later(delivery, delivery.state(), "the hub failed: " + ours, LATE);
      }
    }
  }

  /**
   * Starts one now and waits for its end.
   *
   * @throws HubException if Temporal is away; the notice is sent later
   */
  NoticeDelivery hurry(NoticeDelivery delivery, Duration patience) {
    start(delivery);
    learn(delivery, workflows.await(delivery.delivery(), patience));
    return deliveries.findByDelivery(delivery.delivery()).orElse(delivery);
  }

  private void carry(NoticeDelivery delivery) {
    if (delivery.state().equals(DeliveryState.WAITING.text())) {
      start(delivery);
    } else {
      learn(delivery, workflows.look(delivery.delivery()));
    }
  }

  private void start(NoticeDelivery delivery) {
    workflows.start(Json.read(delivery.content(), NoticeOrder.class));
    long unused = deliveries.started(delivery.delivery(), clock.instant().plus(SOON));
    tell(delivery);
  }

  private void learn(NoticeDelivery delivery, Standing standing) {
    switch (standing) {
      case Standing.Ended(NoticeReceipt receipt) -> {
        Long first = transactions.executeWrite(status -> ended(delivery, receipt, clock.instant()));
        if (Objects.equals(first, 1L)) {
          tell(delivery);
        }
      }
      case Standing.Running(String trouble) ->
          later(
              delivery,
              DeliveryState.SENDING.text(),
              trouble.isEmpty() ? null : trouble,
              pause(delivery));
      // Temporal lost it, or never had it.
      case Standing.Unknown() ->
          later(delivery, DeliveryState.WAITING.text(), "Temporal does not know it", SOON);
    }
  }

  private long ended(NoticeDelivery delivery, NoticeReceipt receipt, Instant now) {
    DeliveryState state = DeliveryState.of(receipt.state());
    long first = deliveries.ended(delivery.delivery(), state.text(), receipt.reason(), now);
    if (first == 0) {
      return 0;
    }
    if (state == DeliveryState.DELIVERED) {
      alerts.clear(NO_ION, NoticeCollector.LOST, delivery.route(), now);
    } else if (!delivery.topic().equals(Topic.TEST.text())) {
      LOG.info("notice {} was not delivered: {}", delivery.delivery(), receipt.reason());
      // Once until the route works again, however many it loses.
      alerts.raise(
          NO_ION,
          null,
          delivery.route(),
          NoticeCollector.LOST,
          "warning",
          "route %s lost \"%s\": %s"
              .formatted(delivery.route(), delivery.title(), receipt.reason()),
          now);
    }
    return first;
  }

  private void later(
      NoticeDelivery delivery, String state, @Nullable String reason, Duration pause) {
    long unused =
        deliveries.looked(delivery.delivery(), state, reason, clock.instant().plus(pause));
  }

  /** The longer it takes, the less often it is asked for. */
  private Duration pause(NoticeDelivery delivery) {
    Duration half = Duration.between(delivery.createdAt(), clock.instant()).dividedBy(2);
    return half.compareTo(SOON) < 0 ? SOON : half.compareTo(LATE) > 0 ? LATE : half;
  }

  private void tell(NoticeDelivery delivery) {
    changes.publish(new Change("notice", null, null, delivery.route(), 0, clock.instant()));
  }
}
