package dev.ionosphere.edge.reconcile;

import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.loop.InferenceLoop;
import dev.ionosphere.edge.order.OrderBook;
import dev.ionosphere.edge.status.OrderOutcomes;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.IncidentKind;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.AssignedNode;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Order;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where orders come in, whichever way: signed ones are taken into the book, others are refused, and
 * whoever waits for an order hears what became of it. {@link Follower} does what they say.
 */
public final class OrderIntake {

  private static final Logger LOG = LoggerFactory.getLogger(OrderIntake.class);

  /** Why an honest order may be refused that was on its way for long. */
  private static final Set<Reason> OUTDATED =
      EnumSet.of(
          Reason.OLDER,
          Reason.EXPIRED,
          Reason.OTHER_EPOCH,
          Reason.OTHER_INCARNATION,
          Reason.UNSIGNED,
          Reason.ROOT_EXPIRED);

  private static final int CONFLICT = 409;

  /**
   * The part of an order that somebody waits for.
   *
   * @param trace W3C traceparent of what caused it
   */
  public record Asked(String ion, String node, long generation, @Nullable String trace) {

    boolean isFor(AssignedNode ordered) {
      return ordered.ion().equals(ion) && ordered.node().equals(node);
    }

    private boolean isIn(Assignment assignment) {
      return assignment.nodes().stream()
          .anyMatch(ordered -> isFor(ordered) && ordered.generation() == generation);
    }
  }

  private final String device;
  private final OrderBook book;
  private final Follower follower;
  private final Map<NodeKey, InferenceLoop> loops;
  private final OrderOutcomes outcomes;
  private final Incidents incidents;

  /**
   * @param loops that run, by node
   */
  public OrderIntake(
      String device,
      OrderBook book,
      Follower follower,
      Map<NodeKey, InferenceLoop> loops,
      OrderOutcomes outcomes,
      Incidents incidents) {
    this.device = device;
    this.book = book;
    this.follower = follower;
    this.loops = loops;
    this.outcomes = outcomes;
    this.incidents = incidents;
  }

  /** Tells the hub what was broken when orders were read from the disk. */
  public void tellFaults() {
    book.faults().forEach(why -> incidents.report(IncidentKind.DISK_FAULT.text(), null, why));
  }

  /**
   * Takes an order, which the follower then follows. One that is refused is an incident, and what
   * is held stays.
   *
   * @param order JSON of {@code models.order.Order}
   * @throws IOException if the hub or the disk failed before the order was taken
   */
  public void take(byte[] order) throws OrderRefusal, IOException {
    try {
      book.take(order);
      follower.wake();
    } catch (OrderRefusal refusal) {
      incidents.report(IncidentKind.ORDER_REFUSED.text(), null, text(refusal));
      tellRefused(order, text(refusal));
      throw refusal;
    }
  }

  /**
   * Takes an order, follows it, and says what became of the node that is asked about.
   *
   * @param order JSON of {@code models.order.Order}
   * @param alive called now and then; may throw to give up
   * @throws IOException if hub or disk failed: to be tried again
   */
  public ApplyOutcome follow(byte[] order, Asked asked, Runnable alive) throws IOException {
    try {
      return followed(taken(order, asked), asked, alive);
    } catch (OrderRefusal refusal) {
      return refused(asked.ion(), asked.node(), text(refusal));
    }
  }

  /**
   * An assignment that overtakes it meanwhile is followed in its place, if it asks for the same.
   */
  private ApplyOutcome followed(Assignment assignment, Asked asked, Runnable alive)
      throws OrderRefusal, IOException {
    Assignment current = assignment;
    while (true) {
      try {
        Optional<ApplyOutcome> outcome = follower.follow(current, asked, alive);
        return outcome.isPresent() ? outcome.get() : without(current, asked);
      } catch (Superseded overtaken) {
        current = newer(current, asked);
      }
    }
  }

  private ApplyOutcome without(Assignment assignment, Asked asked) {
    String reason =
        "assignment %s has no node %s.%s"
            .formatted(assignment.version(), asked.ion(), asked.node());
    return refused(asked.ion(), asked.node(), reason);
  }

  /** What is held now, if it asks for the same. */
  private Assignment newer(Assignment than, Asked asked) throws OrderRefusal {
    Assignment now = book.held().orElse(than);
    if (!asked.isIn(now)) {
      throw new OrderRefusal(
          Reason.OLDER,
          "got %s, and %s came while it was followed, which does not ask for generation %d of %s.%s"
              .formatted(
                  than.version(), now.version(), asked.generation(), asked.ion(), asked.node()));
    }
    return now;
  }

  /** Whoever waits for what such an order asks for learns that it is not followed, and why. */
  private void tellRefused(byte[] order, String reason) {
    List<AssignedNode> held = book.held().map(Assignment::nodes).orElse(List.of());
    try {
      Assignment.of(Order.parse(order).assignment()).nodes().stream()
          .filter(node -> held.stream().noneMatch(one -> isSameRelease(one, node)))
          .forEach(node -> outcomes.set(node, ApplyOutcome.Status.REFUSED, reason));
    } catch (ModelFormatException e) {
      LOG.debug("the order names nothing: {}", e.getMessage());
    }
  }

  private static boolean isSameRelease(AssignedNode one, AssignedNode other) {
    return one.ion().equals(other.ion())
        && one.node().equals(other.node())
        && one.generation() == other.generation()
        && one.model().equals(other.model());
  }

  /**
   * An order may have been on its way for so long that others came before it, it expired, or its
   * key was replaced. If it asks for what the hub wants to this day, what the hub says now is
   * followed in its place.
   */
  private Assignment taken(byte[] order, Asked asked) throws OrderRefusal, IOException {
    try {
      return book.take(order).assignment();
    } catch (OrderRefusal refusal) {
      if (!OUTDATED.contains(refusal.reason())) {
        throw refusal;
      }
      Assignment current = current(refusal);
      if (!asked.isIn(current)) {
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
    } catch (HubRefusal waits) {
      if (waits.status() != CONFLICT) {
        throw waits;
      }
      // This device holds what the hub did not sign; it waits for a person.
      LOG.warn("the hub says nothing now: {}", waits.getMessage());
      throw why;
    }
  }

  private static String text(OrderRefusal refusal) {
    return "order refused (%s): %s".formatted(refusal.reason().text(), refusal.message());
  }

  /** What nobody signed is never followed, whoever sent it. */
  public ApplyOutcome unsigned(String ion, String node) {
    return refused(ion, node, "order refused (unsigned): this device follows signed orders only");
  }

  private ApplyOutcome refused(String ion, String node, String reason) {
    @Nullable NodeKey key = key(ion, node);
    incidents.report(IncidentKind.ORDER_REFUSED.text(), key, reason);
    @Nullable InferenceLoop loop = key == null ? null : loops.get(key);
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
}
