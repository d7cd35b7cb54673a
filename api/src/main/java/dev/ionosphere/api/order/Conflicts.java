package dev.ionosphere.api.order;

import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.device.DeviceJournal;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.api.device.HeldOrder;
import dev.ionosphere.api.device.HeldOrders;
import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.workflows.timeline.DeviceEvent;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person's answer for devices that hold what this hub did not sign: what the hub wants counts.
 * Then the hub signs above what the device holds, and the device follows.
 */
@Singleton
class Conflicts {

  private static final Logger LOG = LoggerFactory.getLogger(Conflicts.class);

  /** As many digits as devices may name. */
  private static final long HIGHEST = 999_999_999_999_999_999L;

  private final HeldOrders stored;
  private final HeldBook book;
  private final Devices devices;
  private final Assignments assignments;
  private final OrderKeys keys;
  private final DeviceJournal journal;
  private final ConflictAlert alert;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Clock clock;

  Conflicts(
      HeldOrders stored,
      HeldBook book,
      Devices devices,
      Assignments assignments,
      OrderKeys keys,
      DeviceJournal journal,
      ConflictAlert alert,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Clock clock) {
    this.stored = stored;
    this.book = book;
    this.devices = devices;
    this.assignments = assignments;
    this.keys = keys;
    this.journal = journal;
    this.alert = alert;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  /** In order of device, after the given one. */
  List<HeldOrder> open(String after, int size) {
    return stored.conflicts(after, size);
  }

  /**
   * Signs above what the device holds.
   *
   * @throws HubException a conflict, if it holds nothing strange or would follow no order of this
   *     hub
   */
  void overrule(String id, String reason, Requester by) {
    Instant now = clock.instant();
    Overruled done =
        Objects.requireNonNull(
            transactions.executeWrite(status -> overruleNow(id, reason, by, now)), "overruled");
    changes.publish(new Change("device.orders", null, null, id, 0, now));
    tell(done, by, now);
  }

  /** It is done, and in the device's record, whatever becomes of this. */
  private void tell(Overruled done, Requester by, Instant now) {
    String id = done.device().id();
    try {
      journal.tell(
          done.device(),
          new DeviceEvent.OrdersOverruled(id, done.message()),
          by.actor(),
          now,
          done.held().number() + ":" + done.held().digest());
    } catch (RuntimeException e) {
      LOG.error("timelines lack that what device {} held was overruled", id, e);
    }
  }

  /** After the last answer; should it fail, it is tried again within a minute. */
  void answered() {
    alert.keep();
  }

  private record Overruled(Device device, HeldOrder held, String message) {}

  private Overruled overruleNow(String id, String reason, Requester by, Instant now) {
    Device device =
        devices.findByIdForUpdate(id).orElseThrow(() -> HubException.notFound("device", id));
    HeldOrder held =
        stored
            .findByDeviceAndIncarnation(id, device.incarnation())
            .filter(HeldOrder::isConflict)
            .orElseThrow(() ->
                new HubException(
                    ErrorCode.CONFLICT,
                    "device %s holds nothing that this hub did not sign".formatted(id)));
    requireFollowable(held);
    HeldOrder answered =
        stored.update(
            new HeldOrder(
                id,
                held.incarnation(),
                held.epoch(),
                held.version(),
                held.digest(),
                held.root(),
                held.rootDigest(),
                held.heldSince(),
                null,
                null,
                held.digest()));
    try {
      assignments.above(device, OrderConflict.version(answered.held()));
    } catch (ModelFormatException e) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "no assignment can be signed for %s: %s".formatted(id, e.getMessage()));
    }
    String message =
        "order %s, %s, does not count; %s does: %s"
            .formatted(held.number(), held.conflict(), book.signedNumber(id), reason);
    journal.note(device, DeviceJournal.OVERRULED, by.actor(), message, now);
    return new Overruled(device, answered, message);
  }

  private void requireFollowable(HeldOrder held) {
    Root root = keys.root();
    if (held.root() > root.version() || held.epoch() > root.stateEpoch()) {
      throw new HubException(
          ErrorCode.CONFLICT,
          ("device %s believes root %d, the newest of this hub is %d: it would follow no order of"
                  + " it. Bring back a newer backup with its secrets/, or, if the root key is still"
                  + " the same, rotate the director until the root is above %d, or enrol the device"
                  + " again: `ion devices token %s --replace`")
              .formatted(held.device(), held.root(), root.version(), held.root(), held.device()));
    }
    if (held.epoch() == root.stateEpoch() && held.version() >= HIGHEST) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "device %s holds order %s, and no number above it is given: `ion keys orders rotate director` first"
              .formatted(held.device(), held.number()));
    }
  }

  /** One sentence for people. */
  static String said(HeldOrder held, String signed) {
    return "it holds order %s on root %d, this hub has signed %s (%s)"
        .formatted(held.number(), held.root(), signed, held.conflict());
  }
}
