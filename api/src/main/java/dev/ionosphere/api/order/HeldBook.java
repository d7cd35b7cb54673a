package dev.ionosphere.api.order;

import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.api.device.HeldOrder;
import dev.ionosphere.api.device.HeldOrders;
import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.models.device.Telemetry.Held;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Envelope;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What devices say that they hold, compared with what this hub has signed. A hub that was restored
 * from a backup has forgotten what it signed since: then a device is ahead of it.
 */
@Singleton
public final class HeldBook {

  private static final Logger LOG = LoggerFactory.getLogger(HeldBook.class);
  private static final String UNKNOWN = "sha256:" + "0".repeat(64);
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  private final HeldOrders stored;
  private final Devices devices;
  private final DeviceAssignments assignments;
  private final OrderDigests digests;
  private final OrderKeys keys;
  private final ConflictAlert alert;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Clock clock;

  HeldBook(
      HeldOrders stored,
      Devices devices,
      DeviceAssignments assignments,
      OrderDigests digests,
      OrderKeys keys,
      ConflictAlert alert,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Clock clock) {
    this.stored = stored;
    this.devices = devices;
    this.assignments = assignments;
    this.digests = digests;
    this.keys = keys;
    this.alert = alert;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * A device has said what it holds. Most often that is what it said before, and nothing is done.
   *
   * @param held null: it holds nothing yet, or cannot say
   */
  public void told(String device, long incarnation, @Nullable Held held) {
    if (held == null) {
      holdsNothing(device, incarnation);
      return;
    }
    if (!isWhole(held)) {
      LOG.warn(
          "device {}: left out what it says to hold, which no order is: number {}.{}, root {}",
          device,
          held.epoch(),
          held.version(),
          held.root());
      return;
    }
    boolean known =
        stored
            .findByDeviceAndIncarnation(device, incarnation)
            .filter(row -> row.held().equals(held) && !row.isConflict())
            .isPresent();
    if (!known && compare(device, incarnation, held)) {
      alert.raise();
      changes.publish(new Change("device.orders", null, null, device, 0, clock.instant()));
    }
  }

  /**
   * A device believes a root that this hub has not made, so it takes nothing of this hub and
   * reports nothing to it. What it holds is what it said last.
   */
  public void believes(String device, long incarnation, long root) {
    Held last =
        stored
            .findByDeviceAndIncarnation(device, incarnation)
            .map(HeldOrder::held)
            .orElseGet(() -> new Held(1, 1, UNKNOWN, 1, UNKNOWN));
    told(device, incarnation, new Held(last.epoch(), last.version(), last.digest(), root, UNKNOWN));
  }

  /** The newest order for the device, if it says that it holds that. */
  public Optional<Assignment> followed(String device, @Nullable Held held) {
    return held == null
        ? Optional.empty()
        : assignments
            .findById(device)
            .filter(one -> one.number().equals(OrderConflict.version(held)))
            .map(DeviceAssignment::envelope)
            .filter(envelope -> envelope.digest().value().equals(held.digest()))
            .map(Assignment::of);
  }

  /** Its disk has lost what it held: there is nothing to decide any more. */
  private void holdsNothing(String device, long incarnation) {
    if (stored
        .findByDeviceAndIncarnation(device, incarnation)
        .filter(HeldOrder::isConflict)
        .isPresent()) {
      stored.deleteById(device);
      LOG.info("device {} does not hold any more what this hub did not sign", device);
      changes.publish(new Change("device.orders", null, null, device, 0, clock.instant()));
    }
  }

  /** Whether a person has to say first what counts on the device. */
  public boolean isConflict(String device) {
    return stored.findById(device).filter(HeldOrder::isConflict).isPresent();
  }

  /** Answers whether it is a conflict that was none before. */
  private boolean compare(String device, long incarnation, Held held) {
    return Boolean.TRUE.equals(
        transactions.executeWrite(status -> {
          // Locked: what is being signed for it comes before or after.
          Optional<Device> enrolled =
              devices.findByIdForUpdate(device).filter(known -> known.incarnation() == incarnation);
          return enrolled.isPresent() && compareNow(device, incarnation, held);
        }));
  }

  private boolean compareNow(String device, long incarnation, Held held) {
    Optional<HeldOrder> row = stored.findById(device);
    Optional<HeldOrder> before = row.filter(one -> one.incarnation() == incarnation);
    @Nullable String overruled = before.map(HeldOrder::overruled).orElse(null);
    Optional<OrderConflict> conflict =
        OrderConflict.of(held, signed(device, held))
            .filter(found -> !held.digest().equals(overruled));
    boolean was = before.filter(HeldOrder::isConflict).isPresent();
    Instant now = clock.instant();
    HeldOrder next =
        new HeldOrder(
            device,
            incarnation,
            held.epoch(),
            held.version(),
            held.digest(),
            held.root(),
            held.rootDigest(),
            before.filter(one -> one.held().equals(held)).map(HeldOrder::heldSince).orElse(now),
            conflict.map(OrderConflict::text).orElse(null),
            conflict.isEmpty() ? null : was ? before.get().conflictSince() : now,
            overruled);
    HeldOrder unused = row.isPresent() ? stored.update(next) : stored.save(next);
    if (conflict.isPresent() && !was) {
      LOG.warn("device {}: {}", device, Conflicts.said(next, signedNumber(device)));
    }
    return conflict.isPresent() && !was;
  }

  private OrderConflict.Signed signed(String device, Held held) {
    Optional<DeviceAssignment> newest = assignments.findById(device);
    Optional<String> same =
        newest
            .filter(one -> one.number().equals(OrderConflict.version(held)))
            .map(one -> one.envelope().digest().value())
            .or(() ->
                digests
                    .findById(OrderDigest.id(device, OrderConflict.version(held)))
                    .map(OrderDigest::digest));
    return new OrderConflict.Signed(
        keys.roots().stream().map(Envelope::digest).map(digest -> digest.value()).toList(),
        newest.map(DeviceAssignment::number),
        same);
  }

  String signedNumber(String device) {
    return assignments.findById(device).map(one -> one.number().toString()).orElse("none");
  }

  private static boolean isWhole(Held held) {
    return held.epoch() > 0
        && held.version() > 0
        && held.root() > 0
        && held.digest() != null
        && DIGEST.matcher(held.digest()).matches()
        && held.rootDigest() != null
        && DIGEST.matcher(held.rootDigest()).matches();
  }
}
