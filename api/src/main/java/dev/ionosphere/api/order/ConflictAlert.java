package dev.ionosphere.api.order;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.device.HeldOrder;
import dev.ionosphere.api.device.HeldOrders;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One alert for all devices that hold what this hub did not sign, however many they are. */
@Singleton
class ConflictAlert {

  private static final Logger LOG = LoggerFactory.getLogger(ConflictAlert.class);
  private static final String NO_ION = "";
  private static final String KIND = "orders-conflict";
  private static final String SUBJECT = "fleet";
  private static final int NAMED = 3;

  private final HeldOrders stored;
  private final AlertBook alerts;
  private final TransactionOperations<Connection> transactions;
  private final Clock clock;

  ConflictAlert(
      HeldOrders stored,
      AlertBook alerts,
      TransactionOperations<Connection> transactions,
      Clock clock) {
    this.stored = stored;
    this.alerts = alerts;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Unless it stands already. */
  synchronized void raise() {
    if (!alerts.isRaised(NO_ION, KIND, SUBJECT)) {
      settle();
    }
  }

  /** Says how many they are by now; closed when there is none. */
  synchronized void settle() {
    Instant now = clock.instant();
    long count = stored.countConflicts();
    Object unused =
        transactions.executeWrite(status -> {
          if (count == 0) {
            alerts.clear(NO_ION, KIND, SUBJECT, now);
          } else {
            alerts.raise(NO_ION, null, SUBJECT, KIND, "critical", message(count), now);
            alerts.say(NO_ION, KIND, SUBJECT, message(count));
          }
          return count;
        });
  }

  /** Devices are revoked, enrolled again, or say something else meanwhile. */
  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  void keep() {
    try {
      settle();
    } catch (RuntimeException e) {
      LOG.warn("the alert about conflicts of orders is not kept up to date: {}", e.toString());
    }
  }

  private String message(long count) {
    List<String> names = stored.conflicts("", NAMED).stream().map(HeldOrder::device).toList();
    return ("%s that this hub did not sign (%s%s): was it restored from a backup? They score on,"
            + " and nothing is signed for them until a person answers: `ion devices conflicts`")
        .formatted(
            count == 1 ? "1 device holds an order" : count + " devices hold orders",
            String.join(", ", names),
            count > names.size() ? ", ..." : "");
  }
}
