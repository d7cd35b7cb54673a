package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.order.Root.RoleKeys;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the root before it expires, or tells those who keep its keys elsewhere. */
@Singleton
class RootRenewal {

  private static final Logger LOG = LoggerFactory.getLogger(RootRenewal.class);
  private static final String NO_ION = "";
  private static final String KIND = "root-expires";
  private static final String SUBJECT = "order-keys";

  /** What is left of its time when it is renewed. */
  private static final Duration DUE = OrderKeys.VALID.dividedBy(3);

  private final RootChain chain;
  private final RootRotation rotation;
  private final AlertBook alerts;
  private final TransactionOperations<Connection> transactions;
  private final Clock clock;

  RootRenewal(
      RootChain chain,
      RootRotation rotation,
      AlertBook alerts,
      TransactionOperations<Connection> transactions,
      Clock clock) {
    this.chain = chain;
    this.rotation = rotation;
    this.alerts = alerts;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "12h", initialDelay = "2m")
  void renew() {
    try {
      renew(clock.instant());
    } catch (RuntimeException e) {
      LOG.warn("the root of trust is not renewed: {}; tried again", e.toString());
    }
  }

  void renew(Instant now) {
    boolean due = !now.isBefore(chain.newest().expires().minus(DUE));
    if (due && !rotation.renewed()) {
      String message = message(chain.newest());
      tell(() -> alerts.raise(NO_ION, null, SUBJECT, KIND, "warning", message, now));
    } else {
      tell(() -> alerts.clear(NO_ION, KIND, SUBJECT, now));
    }
  }

  private void tell(Runnable change) {
    Object unused =
        transactions.executeWrite(status -> {
          change.run();
          return status;
        });
  }

  private static String message(Root root) {
    RoleKeys keys = root.role(OrderRole.ROOT);
    return "root %d expires at %s, and the hub cannot renew it: %d of its keys %s must sign, and they are kept elsewhere. `ion keys root propose FILE`, sign, submit"
        .formatted(root.version(), root.expires(), keys.threshold(), keys.keyIds());
  }
}
