package dev.ionosphere.api.order;

import dev.ionosphere.api.access.DeviceRequester;
import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.device.DeviceStates;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.api.device.OrderFeed;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.release.ReleaseAuthority;
import dev.ionosphere.api.release.ReleasedNode;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.AssignedNode.Settings;
import dev.ionosphere.models.order.Order;
import dev.ionosphere.workflows.device.DeviceOrder;
import dev.ionosphere.workflows.rollout.OrderRequest;
import dev.ionosphere.workflows.rollout.RolloutClaim;
import dev.ionosphere.workflows.rollout.SignedOrders;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where rollouts ask for devices and signed orders. Each request is held against what the hub knows
 * by itself; one that nothing explains is refused, with an incident on the timeline.
 */
@Singleton
class OrderDesk {

  private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);

  /** About as much as Temporal takes in one message. */
  private static final int MOST_BYTES = 1024 * 1024;

  /** What becomes of one device. */
  private sealed interface Answer {
    record Signed(DeviceOrder order) implements Answer {}

    /** It fetches its order, and waits for it now. */
    record Fetched(String device) implements Answer {}

    record Refused(String reason) implements Answer {}
  }

  private final RolloutCheck rollouts;
  private final ReleaseAuthority releases;
  private final RefusedRollouts refusals;
  private final Devices devices;
  private final DeviceStates states;
  private final AssignedModels assigned;
  private final Assignments assignments;
  private final AwaitedAnswers answers;
  private final ReadableModels readable;
  private final OpenPolls polls;
  private final TransactionOperations<Connection> transactions;
  private final Clock clock;

  OrderDesk(
      RolloutCheck rollouts,
      ReleaseAuthority releases,
      RefusedRollouts refusals,
      Devices devices,
      DeviceStates states,
      AssignedModels assigned,
      Assignments assignments,
      AwaitedAnswers answers,
      ReadableModels readable,
      OpenPolls polls,
      TransactionOperations<Connection> transactions,
      Clock clock) {
    this.rollouts = rollouts;
    this.releases = releases;
    this.refusals = refusals;
    this.devices = devices;
    this.states = states;
    this.assigned = assigned;
    this.assignments = assignments;
    this.answers = answers;
    this.readable = readable;
    this.polls = polls;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Ids of the devices that the rollout is for, in order. */
  List<String> open(RolloutClaim claim) {
    return checked(
        claim,
        () -> {
          ReleasedNode node = released(claim);
          return devices.findAllOrderById().stream()
              .filter(device -> device.revokedAt() == null && node.isFor(device.labels()))
              .map(Device::id)
              .sorted(Comparator.naturalOrder())
              .toList();
        });
  }

  /** Orders for as many of the devices as fit one message. */
  SignedOrders sign(OrderRequest request) {
    RolloutClaim claim = request.claim();
    Instant since = clock.instant();
    return checked(claim, () -> sign(request, released(claim), since));
  }

  private SignedOrders sign(OrderRequest request, ReleasedNode node, Instant since) {
    List<DeviceOrder> orders = new ArrayList<>();
    List<String> fetched = new ArrayList<>();
    List<SignedOrders.Refused> refused = new ArrayList<>();
    List<String> left = new ArrayList<>(request.devices());
    List<String> failed = new ArrayList<>();
    @Nullable RuntimeException failure = null;
    int bytes = 0;
    while (!left.isEmpty() && bytes < MOST_BYTES) {
      String id = left.removeFirst();
      Answer answer;
      try {
        answer = answer(id, request, node, since);
      } catch (RuntimeException e) {
        // Of one device, or of the hub for now: the others are answered, this one is asked again.
        LOG.warn("no order is signed for {} now, by {}", id, request.claim().rollout(), e);
        failed.add(id);
        failure = e;
        continue;
      }
      switch (answer) {
        case Answer.Refused(String reason) -> refused.add(new SignedOrders.Refused(id, reason));
        case Answer.Signed(DeviceOrder order) -> {
          orders.add(order);
          bytes += order.order().length();
        }
        case Answer.Fetched(String device) -> {
          fetched.add(device);
          polls.wake(device);
        }
      }
    }
    if (failure != null && orders.isEmpty() && fetched.isEmpty() && refused.isEmpty()) {
      throw failure;
    }
    left.addAll(failed);
    return new SignedOrders(orders, fetched, left, refused);
  }

  /**
   * What a device is to run now.
   *
   * @throws HubException if it was revoked or enrolled again since it asked
   */
  Order current(DeviceRequester asks) {
    return Objects.requireNonNull(
        transactions.executeWrite(status -> {
          Device known =
              devices
                  .findByIdForUpdate(asks.device())
                  .orElseThrow(() -> HubException.notFound("device", asks.device()));
          if (known.revokedAt() != null) {
            throw new HubException(ErrorCode.DEVICE_REVOKED, known.revocation());
          }
          if (known.incarnation() != asks.incarnation()) {
            throw new HubException(
                ErrorCode.UNAUTHENTICATED, "device %s was enrolled again".formatted(known.id()));
          }
          return assignments.order(known);
        }));
  }

  private Answer answer(String id, OrderRequest request, ReleasedNode node, Instant since) {
    try {
      return answerNow(id, request, node, since);
    } catch (ModelFormatException e) {
      // Too much for one assignment. The other devices get theirs.
      return new Answer.Refused("no assignment can be signed for it: " + e.getMessage());
    }
  }

  private Answer answerNow(String id, OrderRequest request, ReleasedNode node, Instant since) {
    return Objects.requireNonNull(
        transactions.executeWrite(status -> {
          // Locked: orders of other rollouts, a new enrolment and a revocation come before or
          // after, and none of them is left out of the next assignment.
          Optional<Device> device = devices.findByIdForUpdate(id);
          Optional<String> obstacle =
              obstacle(device, node)
                  .or(() -> overtaken(id, request.claim(), since))
                  .or(() -> device.flatMap(assignments::conflict))
                  .or(() -> device.flatMap(one -> readable.obstacle(one, request.claim().model())));
          return device.isEmpty() || obstacle.isPresent()
              ? new Answer.Refused(obstacle.orElse(""))
              : signed(request, device.get(), node.settings());
        }));
  }

  /** The ION has changed its mind since it was asked, and its newer rollout was here first. */
  private Optional<String> overtaken(String device, RolloutClaim claim, Instant since) {
    return assigned
        .findById(AssignedModel.id(device, claim.ion(), claim.node()))
        .filter(row -> row.generation() > claim.generation() && !row.assignedAt().isBefore(since))
        .map(row -> "generation %d was ordered meanwhile".formatted(row.generation()));
  }

  private static Optional<String> obstacle(Optional<Device> device, ReleasedNode node) {
    if (device.isEmpty()) {
      return Optional.of("it is not enrolled");
    }
    if (device.get().revokedAt() != null) {
      return Optional.of("it was revoked at " + device.get().revokedAt());
    }
    return node.isFor(device.get().labels())
        ? Optional.empty()
        : Optional.of("its labels do not match any more");
  }

  private Answer signed(OrderRequest request, Device device, Settings settings) {
    DeviceOrder order = sign(request, device, settings);
    if (device.orderFeed() == OrderFeed.TEMPORAL || request.wave() == 0) {
      return new Answer.Signed(order);
    }
    answers.await(device.id(), request, clock.instant());
    return new Answer.Fetched(device.id());
  }

  private DeviceOrder sign(OrderRequest request, Device device, Settings settings) {
    RolloutClaim claim = request.claim();
    Instant now = clock.instant();
    AssignedModel row =
        AssignedModel.of(
            device.id(),
            claim.ion(),
            claim.node(),
            claim.generation(),
            claim.model(),
            settings,
            now);
    AssignedModel unused =
        assigned.existsById(row.id()) ? assigned.update(row) : assigned.save(row);
    states.want(device.id(), claim.ion(), claim.node(), claim.generation(), claim.model(), now);
    String json = new String(assignments.order(device).json(), StandardCharsets.UTF_8);
    return new DeviceOrder(
        device.id(), claim.ion(), claim.node(), claim.generation(), json, request.trace());
  }

  private ReleasedNode released(RolloutClaim claim) {
    rollouts.check(claim);
    return releases.released(claim.ion(), claim.node(), claim.generation(), claim.model());
  }

  private <T> T checked(RolloutClaim claim, Supplier<T> work) {
    try {
      return work.get();
    } catch (HubException refused) {
      if (refused.code() == ErrorCode.NOT_RELEASED) {
        refusals.refused(claim, String.valueOf(refused.getMessage()));
      }
      throw refused;
    }
  }
}
