package dev.ionosphere.api.devicesession;

import dev.ionosphere.api.alert.AlertBook;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when two agents call as one device: somebody copied a device with its key. Their spools have
 * the same lanes, so what one of them counts is taken for the other's.
 */
@Singleton
final class TwinWatch {

  private static final Logger LOG = LoggerFactory.getLogger(TwinWatch.class);
  private static final String NO_ION = "";
  private static final String KIND = "device-twice";

  private final AlertBook alerts;
  private final TransactionOperations<Connection> transactions;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Map<String, Alternation> devices = new HashMap<>();
  // Devices about which nothing is to be said before they change.
  private final Set<String> twins = new HashSet<>();
  private final Set<String> alone = new HashSet<>();

  @Inject
  TwinWatch(AlertBook alerts, TransactionOperations<Connection> transactions, Clock clock) {
    this(alerts, transactions, clock, System::nanoTime);
  }

  TwinWatch(
      AlertBook alerts,
      TransactionOperations<Connection> transactions,
      Clock clock,
      LongSupplier nanos) {
    this.alerts = alerts;
    this.transactions = transactions;
    this.clock = clock;
    this.nanos = nanos;
  }

  private enum Said {
    NOTHING,
    TWINS,
    ALONE
  }

  /** A request of that session was admitted. It is served whatever is found here. */
  void used(OpenSession session) {
    Said said = found(session);
    if (said == Said.NOTHING) {
      return;
    }
    try {
      Object unused =
          transactions.executeWrite(status -> {
            say(session.device(), said);
            return said;
          });
    } catch (RuntimeException e) {
      LOG.warn("the alert {} of device {} is not kept: {}", KIND, session.device(), e.toString());
    }
  }

  private synchronized Said found(OpenSession session) {
    long now = nanos.getAsLong();
    String device = session.device();
    Alternation turns =
        devices.computeIfAbsent(device, none -> new Alternation(session, OpenSessions.LASTS, now));
    if (turns.used(session, now)) {
      alone.remove(device);
      return twins.add(device) ? Said.TWINS : Said.NOTHING;
    }
    if (turns.isOver(now) && alone.add(device)) {
      twins.remove(device);
      return Said.ALONE;
    }
    return Said.NOTHING;
  }

  private void say(String device, Said said) {
    if (said == Said.ALONE) {
      alerts.clear(NO_ION, KIND, device, clock.instant());
      return;
    }
    String message =
        "device %s: two agents call with its key, each with a session of its own; was its directory or its disk copied? What they count is mixed up: stop one of them, or enrol it under another name"
            .formatted(device);
    LOG.warn("{}", message);
    alerts.raise(NO_ION, null, device, KIND, "critical", message, clock.instant());
  }
}
