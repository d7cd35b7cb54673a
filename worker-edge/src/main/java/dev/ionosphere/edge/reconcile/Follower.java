package dev.ionosphere.edge.reconcile;

import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.loop.InferenceLoop;
import dev.ionosphere.edge.order.OrderBook;
import dev.ionosphere.edge.status.OrderOutcomes;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.IncidentKind;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.AssignedNode;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Order;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import dev.ionosphere.models.pack.ModelRef;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows signed orders: the device runs all of the assignment that it holds, and nothing else. One
 * order at a time, whichever way it came.
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

  private static final int CONFLICT = 409;

  /**
   * The part of an order that somebody waits for.
   *
   * @param trace W3C traceparent of what caused it
   */
  public record Asked(String ion, String node, long generation, @Nullable String trace) {

    private boolean isFor(AssignedNode ordered) {
      return ordered.ion().equals(ion) && ordered.node().equals(node);
    }
  }

  private final String device;
  private final OrderBook book;
  private final Reconciler reconciler;
  private final OrderOutcomes outcomes;
  private final Incidents incidents;
  private volatile boolean complete;

  public Follower(
      String device,
      OrderBook book,
      Reconciler reconciler,
      OrderOutcomes outcomes,
      Incidents incidents) {
    this.device = device;
    this.book = book;
    this.reconciler = reconciler;
    this.outcomes = outcomes;
    this.incidents = incidents;
  }

  /** Starts what ran when the device stopped, as far as it is still ordered. */
  public void resume() throws IOException {
    Set<NodeKey> ordered = book.held().map(Follower::nodes).orElse(Set.of());
    // Before the first order whatever ran goes on.
    boolean any = book.held().isEmpty();
    reconciler.resume(key -> any || ordered.contains(key));
  }

  /**
   * Follows an order, and says what became of the node that is asked about.
   *
   * @param order JSON of {@code models.order.Order}
   * @param alive called now and then; may throw to give up
   * @throws IOException if hub or disk failed: to be tried again
   */
  public synchronized ApplyOutcome follow(byte[] order, Asked asked, Runnable alive)
      throws IOException {
    Assignment assignment;
    try {
      assignment = taken(order, asked);
    } catch (OrderRefusal refusal) {
      return refused(asked.ion(), asked.node(), text(refusal));
    }
    Optional<AssignedNode> node = assignment.nodes().stream().filter(asked::isFor).findFirst();
    complete = false;
    boolean others =
        follow(assignment, each -> !node.filter(each::equals).isPresent(), asked.trace(), alive);
    if (node.isPresent()) {
      ApplyOutcome outcome = apply(node.get(), asked.trace(), alive);
      complete = others;
      return outcome;
    }
    complete = others;
    return refused(
        asked.ion(),
        asked.node(),
        "assignment %s has no node %s.%s"
            .formatted(assignment.version(), asked.ion(), asked.node()));
  }

  /**
   * Follows all of an order. One that is refused is an incident, and what is held stays.
   *
   * @throws IOException if the hub or the disk failed before the order was taken
   */
  public synchronized void follow(byte[] order) throws OrderRefusal, IOException {
    try {
      Assignment assignment = book.take(order).assignment();
      complete = follow(assignment, node -> true, null, () -> {});
    } catch (OrderRefusal refusal) {
      incidents.report(IncidentKind.ORDER_REFUSED.text(), null, text(refusal));
      tellRefused(order, text(refusal));
      throw refusal;
    }
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
   * Follows what is held once more: a fetch may have failed, or a power cut come in between. What
   * the device has refused stays refused.
   */
  public synchronized void followHeld() {
    Optional<Assignment> held = book.held();
    complete =
        held.isEmpty() || follow(held.get(), node -> !outcomes.isRefused(node), null, () -> {});
  }

  /** Whether nothing of what is held is left to be tried again, whichever way it came. */
  public boolean isComplete() {
    return complete;
  }

  /** Some of the nodes; what fails is said, and left to be tried again. */
  private boolean follow(
      Assignment assignment,
      Predicate<AssignedNode> which,
      @Nullable String trace,
      Runnable alive) {
    Set<NodeKey> ordered = nodes(assignment);
    reconciler.keepOnly(ordered);
    outcomes.keepOnly(ordered);
    boolean all = true;
    for (AssignedNode node : assignment.nodes()) {
      if (!which.test(node)) {
        continue;
      }
      try {
        ApplyOutcome unused = apply(node, trace, alive);
      } catch (IOException e) {
        LOG.warn("{} waits: {}", node.name(), e.toString());
        all = false;
      }
    }
    return all;
  }

  private ApplyOutcome apply(AssignedNode node, @Nullable String trace, Runnable alive)
      throws IOException {
    ApplyOutcome outcome = reconciler.apply(desired(node, trace), alive);
    outcomes.set(node, outcome.status(), outcome.reason());
    return outcome;
  }

  private static Set<NodeKey> nodes(Assignment assignment) {
    Set<NodeKey> nodes = new HashSet<>();
    assignment.nodes().forEach(node -> nodes.add(new NodeKey(node.ion(), node.node())));
    return nodes;
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
      boolean same =
          current.nodes().stream()
              .anyMatch(node -> asked.isFor(node) && node.generation() == asked.generation());
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
