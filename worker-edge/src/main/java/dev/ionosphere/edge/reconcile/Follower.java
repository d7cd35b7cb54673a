package dev.ionosphere.edge.reconcile;

import dev.ionosphere.edge.loop.InferenceLoop;
import dev.ionosphere.edge.order.OrderBook;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.IncidentKind;
import dev.ionosphere.models.order.AssignedNode;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.device.DeviceOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows signed orders: the device runs all of the assignment that it holds, and nothing else. One
 * order at a time.
 */
public final class Follower {

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  /** Why an honest order may be refused that was on its way for long. */
  private static final Set<Reason> OUTDATED =
      EnumSet.of(
          Reason.OLDER,
          Reason.EXPIRED,
          Reason.OTHER_EPOCH,
          Reason.OTHER_INCARNATION,
          Reason.UNSIGNED,
          Reason.ROOT_EXPIRED);

  private final String device;
  private final OrderBook book;
  private final Reconciler reconciler;
  private final Incidents incidents;

  public Follower(String device, OrderBook book, Reconciler reconciler, Incidents incidents) {
    this.device = device;
    this.book = book;
    this.reconciler = reconciler;
    this.incidents = incidents;
  }

  /** Starts what ran when the device stopped, as far as it is still ordered. */
  public void resume() throws IOException {
    Set<NodeKey> ordered = new HashSet<>();
    book.held()
        .ifPresent(held ->
            held.nodes().forEach(node -> ordered.add(new NodeKey(node.ion(), node.node()))));
    // Before the first order whatever ran goes on.
    boolean any = book.held().isEmpty();
    reconciler.resume(key -> any || ordered.contains(key));
  }

  /**
   * Follows an order, and says what became of the node that is asked about.
   *
   * @param alive called now and then; may throw to give up
   * @throws IOException if hub or disk failed: to be tried again
   */
  synchronized ApplyOutcome follow(DeviceOrder order, Runnable alive) throws IOException {
    Assignment assignment;
    try {
      assignment = taken(order);
    } catch (OrderRefusal refusal) {
      return refused(
          order.ion(),
          order.node(),
          "order refused (%s): %s".formatted(refusal.reason().text(), refusal.message()));
    }
    Set<NodeKey> ordered = new HashSet<>();
    assignment.nodes().forEach(node -> ordered.add(new NodeKey(node.ion(), node.node())));
    reconciler.keepOnly(ordered);
    @Nullable AssignedNode asked = null;
    for (AssignedNode node : assignment.nodes()) {
      if (node.ion().equals(order.ion()) && node.node().equals(order.node())) {
        asked = node;
      } else {
        other(node, order, alive);
      }
    }
    if (asked == null) {
      return refused(
          order.ion(),
          order.node(),
          "assignment %s has no node %s.%s"
              .formatted(assignment.version(), order.ion(), order.node()));
    }
    return reconciler.apply(desired(asked, order.trace()), alive);
  }

  /**
   * An order may have been on its way for so long that others came before it, it expired, or its
   * key was replaced. If it asks for what the hub wants to this day, what the hub says now is
   * followed in its place.
   */
  private Assignment taken(DeviceOrder order) throws OrderRefusal, IOException {
    try {
      return book.take(order.order().getBytes(StandardCharsets.UTF_8)).assignment();
    } catch (OrderRefusal refusal) {
      if (!OUTDATED.contains(refusal.reason())) {
        throw refusal;
      }
      Assignment current = current(refusal);
      boolean same =
          current.nodes().stream()
              .anyMatch(node ->
                  node.ion().equals(order.ion())
                      && node.node().equals(order.node())
                      && node.generation() == order.generation());
      if (!same) {
        throw refusal;
      }
      return current;
    }
  }

  private Assignment current(OrderRefusal why) throws OrderRefusal, IOException {
    try {
      return book.takeCurrent().assignment();
    } catch (OrderRefusal also) {
      LOG.warn("what the hub says now is not followed either: {}", also.message());
      throw why;
    }
  }

  /** A node that nobody asks about now; its own order is tried again until it is followed. */
  private void other(AssignedNode node, DeviceOrder order, Runnable alive) {
    try {
      ApplyOutcome unused = reconciler.apply(desired(node, order.trace()), alive);
    } catch (IOException e) {
      LOG.warn("{} waits: {}", node.name(), e.toString());
    }
  }

  /** What nobody signed is never followed, whoever sent it. */
  ApplyOutcome unsigned(DesiredState desired) {
    return refused(
        String.valueOf(desired.ion()),
        String.valueOf(desired.node()),
        "order refused (unsigned): this device follows signed orders only");
  }

  private ApplyOutcome refused(String ion, String node, String reason) {
    @Nullable NodeKey key = key(ion, node);
    incidents.report(IncidentKind.ORDER_REFUSED.text(), key, reason);
    @Nullable InferenceLoop loop = key == null ? null : reconciler.loops().get(key);
    return new ApplyOutcome(
        device,
        loop == null ? 0 : loop.state().generation(),
        loop == null ? "" : loop.state().model().digest(),
        ApplyOutcome.Status.REFUSED,
        reason);
  }

  /** Names that came unsigned may be none. */
  private static @Nullable NodeKey key(String ion, String node) {
    try {
      return new NodeKey(ion, node);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private DesiredState desired(AssignedNode node, @Nullable String trace) {
    return new DesiredState(
        device,
        node.ion(),
        node.node(),
        node.generation(),
        new ModelRef(
            node.model().value(), node.signature().value(), node.signature().keyId(), node.bytes()),
        node.settings().every(),
        node.settings().file(),
        node.settings().batch(),
        trace);
  }
}
