package dev.ionosphere.api.order;

import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.device.HeldOrder;
import dev.ionosphere.api.device.HeldOrders;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.model.ModelSignatures;
import dev.ionosphere.api.model.RegisteredModel;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.recall.RecalledModels;
import dev.ionosphere.api.release.ReleaseAuthority;
import dev.ionosphere.api.release.ReleasedNode;
import dev.ionosphere.models.order.AssignedNode;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Assignment.Version;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.Order;
import dev.ionosphere.models.pack.Digest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signed assignment of each device: everything it is to run. Signed anew when that changes,
 * when a root raises the epoch, and when a third of its time is left; never for a device that holds
 * what this hub did not sign, until a person has answered. Callers bring the transaction.
 */
@Singleton
class Assignments {

  /** How long an assignment is good for. */
  static final Duration VALID = Duration.ofDays(7);

  /** How long what was signed is remembered by number. */
  private static final Duration REMEMBERED = Duration.ofDays(180);

  private static final Logger LOG = LoggerFactory.getLogger(Assignments.class);

  private final AssignedModels assigned;
  private final DeviceAssignments signed;
  private final OrderDigests digests;
  private final HeldOrders held;
  private final DeviceModels told;
  private final RegisteredModels models;
  private final ModelSignatures signatures;
  private final ReleaseAuthority releases;
  private final OrderKeys keys;
  private final StoredIons ions;
  private final RecalledModels recalls;
  private final Clock clock;

  Assignments(
      AssignedModels assigned,
      DeviceAssignments signed,
      OrderDigests digests,
      HeldOrders held,
      DeviceModels told,
      RegisteredModels models,
      ModelSignatures signatures,
      ReleaseAuthority releases,
      OrderKeys keys,
      StoredIons ions,
      RecalledModels recalls,
      Clock clock) {
    this.assigned = assigned;
    this.signed = signed;
    this.digests = digests;
    this.held = held;
    this.told = told;
    this.models = models;
    this.signatures = signatures;
    this.releases = releases;
    this.keys = keys;
    this.ions = ions;
    this.recalls = recalls;
    this.clock = clock;
  }

  /**
   * What the device is to run, with all that it stands on.
   *
   * @throws HubException a conflict, if a person has to say first what counts
   */
  Order order(Device device) {
    Optional<String> obstacle = conflict(device);
    if (obstacle.isPresent()) {
      throw new HubException(
          ErrorCode.CONFLICT, "device %s: %s".formatted(device.id(), obstacle.get()));
    }
    return order(device, Optional.empty());
  }

  /** Why nothing is signed for it. */
  Optional<String> conflict(Device device) {
    return held.findByDeviceAndIncarnation(device.id(), device.incarnation())
        .filter(HeldOrder::isConflict)
        .map(one ->
            "%s; nothing is signed for it until a person answers, see `ion devices conflicts`"
                .formatted(
                    Conflicts.said(
                        one,
                        signed
                            .findById(device.id())
                            .map(last -> last.number().toString())
                            .orElse("none"))));
  }

  /** Signs anew, above a number that the device holds. */
  void above(Device device, Version number) {
    Order unused = order(device, Optional.of(number));
  }

  private Order order(Device device, Optional<Version> above) {
    if (!signed.existsById(device.id())) {
      adopt(device);
    }
    Map<Digest, Envelope> statements = new LinkedHashMap<>();
    List<AssignedNode> nodes = new ArrayList<>();
    List<Digest> recalled =
        recalls.of(device.id(), Assignment.MAXIMUM_REVOKED).stream().map(Digest::new).toList();
    for (AssignedModel row : assigned.findByDeviceOrderById(device.id())) {
      if (ions.countWithdrawn(row.ion()) > 0) {
        // Kept for the day when it is launched again.
        continue;
      }
      if (recalled.contains(new Digest(row.model()))) {
        continue;
      }
      if (isPlaced(row, device)) {
        node(row, statements).ifPresent(nodes::add);
      } else {
        LOG.info("{} does not belong on {} any more", row.id(), device.id());
        assigned.delete(row);
      }
    }
    Envelope assignment = current(device, nodes, recalled, above);
    List<Envelope> roots = keys.roots();
    return new Order(roots.subList(1, roots.size()), List.copyOf(statements.values()), assignment);
  }

  /** Whether the document that is followed has the node, on devices such as this one. */
  private boolean isPlaced(AssignedModel row, Device device) {
    return releases
        .placed(row.ion(), row.node())
        .filter(node -> node.isFor(device.labels()))
        .isPresent();
  }

  /** What the device was told to run before orders were signed goes on. */
  private void adopt(Device device) {
    for (DeviceModel runs : told.findByDeviceOrderByIon(device.id())) {
      String id = AssignedModel.id(device.id(), runs.ion(), runs.node());
      String model = runs.actualDigest();
      if (model == null || runs.actualGeneration() == 0 || assigned.existsById(id)) {
        continue;
      }
      try {
        ReleasedNode node =
            releases.released(runs.ion(), runs.node(), runs.actualGeneration(), model);
        AssignedModel unused =
            assigned.save(
                AssignedModel.of(
                    device.id(),
                    runs.ion(),
                    runs.node(),
                    runs.actualGeneration(),
                    model,
                    node.settings(),
                    clock.instant()));
      } catch (HubException e) {
        LOG.warn("{} of {} ends with its first order: {}", id, device.id(), e.getMessage());
      }
    }
  }

  private Optional<AssignedNode> node(AssignedModel row, Map<Digest, Envelope> statements) {
    Optional<Envelope> statement = releases.statement(row.ion(), row.node(), row.model());
    Optional<RegisteredModel> model = models.findById(row.model());
    if (statement.isEmpty() || model.isEmpty()) {
      LOG.warn(
          "{} of {} is left out of its assignment: no statement releases {}",
          row.ion() + "." + row.node(),
          row.device(),
          row.model());
      return Optional.empty();
    }
    statements.put(statement.get().digest(), statement.get());
    RegisteredModel known = model.get();
    return Optional.of(
        new AssignedNode(
            row.ion(),
            row.node(),
            row.generation(),
            new Digest(row.model()),
            signatures.of(known),
            known.bytes(),
            statement.get().digest(),
            row.settings()));
  }

  private Envelope current(
      Device device, List<AssignedNode> nodes, List<Digest> recalled, Optional<Version> above) {
    Instant now = clock.instant();
    long epoch = keys.root().stateEpoch();
    Optional<DeviceAssignment> before = signed.findByDeviceForUpdate(device.id());
    long number =
        Stream.concat(before.map(DeviceAssignment::number).stream(), above.stream())
                .filter(known -> known.epoch() == epoch)
                .mapToLong(Version::number)
                .max()
                .orElse(0)
            + 1;
    Assignment next =
        new Assignment(
            keys.hub(),
            device.id(),
            device.incarnation(),
            new Version(epoch, number),
            now,
            now.plus(VALID),
            nodes,
            recalled);
    if (above.isEmpty() && before.isPresent() && isGood(before.get(), next, now)) {
      return before.get().envelope();
    }
    Envelope envelope = keys.directed(next);
    DeviceAssignment row = DeviceAssignment.of(next, envelope);
    DeviceAssignment unused = before.isPresent() ? signed.update(row) : signed.save(row);
    OrderDigest remembered = digests.save(OrderDigest.of(next, envelope));
    digests.forget(remembered.device(), now.minus(REMEMBERED));
    return envelope;
  }

  /** Whether what was signed before still says the same and is not soon over. */
  private static boolean isGood(DeviceAssignment before, Assignment next, Instant now) {
    return before.epoch() == next.version().epoch()
        && now.isBefore(before.expiresAt().minus(VALID.dividedBy(3)))
        && Assignment.of(before.envelope()).orders(next);
  }
}
