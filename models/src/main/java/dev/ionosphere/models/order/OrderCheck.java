package dev.ionosphere.models.order;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import dev.ionosphere.models.pack.Digest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device follows an order. Checked in this order, and nothing is looked at before what
 * vouches for it: the roots, the assignment's signatures, that it is for this device and newer, for
 * each model that it was released to its node, and last that it is current. So nobody has to ask
 * for the time on the word of somebody unknown. Pure.
 */
public final class OrderCheck {

  /**
   * An order that is followed.
   *
   * @param root to be believed from now on
   * @param repeated whether the device holds it already
   */
  public record Accepted(TrustedRoot root, Assignment assignment, boolean repeated) {}

  /**
   * What the device is and holds.
   *
   * @param held the assignment it follows; empty: none yet
   */
  public record Holder(
      String device, long incarnation, TrustedRoot root, Optional<Envelope> held) {}

  /**
   * An order by whom it should be, for this device and newer than what it holds: it is followed
   * unless it came too late.
   */
  public static final class Vouched {

    private final TrustedRoot root;
    private final Envelope envelope;
    private final Assignment assignment;
    private final boolean repeated;

    private Vouched(TrustedRoot root, Envelope envelope, Assignment assignment, boolean repeated) {
      this.root = root;
      this.envelope = envelope;
      this.assignment = assignment;
      this.repeated = repeated;
    }

    /** By which the hub's time is checked. */
    public TrustedRoot root() {
      return root;
    }

    /** The assignment as it was signed, to be held. */
    public Envelope envelope() {
      return envelope;
    }

    /**
     * @param now the hub's time, from an answer it signed; the device's own clock is not asked
     */
    public Accepted at(Instant now) throws OrderRefusal {
      root.requireCurrent(now);
      if (!now.isBefore(assignment.expires())) {
        throw new OrderRefusal(
            Reason.EXPIRED,
            "assignment %s expired at %s, it is %s"
                .formatted(assignment.version(), assignment.expires(), now));
      }
      return new Accepted(root, assignment, repeated);
    }
  }

  /** Checks all but whether it is current. */
  public static Vouched vouched(byte[] json, Holder holder) throws OrderRefusal {
    try {
      return vouched(Order.parse(json), holder);
    } catch (ModelFormatException e) {
      throw new OrderRefusal(Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  /**
   * @param now the hub's time, from an answer it signed; the device's own clock is not asked
   */
  public static Accepted check(byte[] json, Holder holder, Instant now) throws OrderRefusal {
    return vouched(json, holder).at(now);
  }

  private static Vouched vouched(Order order, Holder holder) throws OrderRefusal {
    TrustedRoot root = holder.root().walked(order.roots());
    root.require(OrderRole.DIRECTOR, order.assignment(), "assignment");
    Assignment assignment = Assignment.of(order.assignment());
    addressed(assignment, holder, root.root());
    boolean repeated = newer(order.assignment(), assignment, holder);
    released(order, assignment, root);
    return new Vouched(root, order.assignment(), assignment, repeated);
  }

  private static void addressed(Assignment assignment, Holder holder, Root root)
      throws OrderRefusal {
    if (!assignment.hub().equals(root.hub())) {
      throw new OrderRefusal(Reason.OTHER_HUB, "assignment.hub", assignment.hub(), root.hub());
    }
    if (!assignment.device().equals(holder.device())) {
      throw new OrderRefusal(
          Reason.OTHER_DEVICE, "assignment.device", assignment.device(), holder.device());
    }
    if (assignment.incarnation() != holder.incarnation()) {
      throw new OrderRefusal(
          Reason.OTHER_INCARNATION,
          "assignment.incarnation",
          assignment.incarnation(),
          holder.incarnation());
    }
    if (assignment.version().epoch() != root.stateEpoch()) {
      throw new OrderRefusal(
          Reason.OTHER_EPOCH,
          "assignment.epoch",
          assignment.version().epoch(),
          root.stateEpoch() + ", as root " + root.version() + " says");
    }
  }

  /** Refuses what is older than what is held; answers whether it is the same. */
  private static boolean newer(Envelope envelope, Assignment assignment, Holder holder)
      throws OrderRefusal {
    @Nullable Envelope held = holder.held().orElse(null);
    if (held == null) {
      return false;
    }
    Assignment.Version before = Assignment.of(held).version();
    int order = assignment.version().compareTo(before);
    if (order < 0) {
      throw new OrderRefusal(
          Reason.OLDER, "assignment", assignment.version(), before + ", which is held, and up");
    }
    if (order == 0 && !envelope.digest().equals(held.digest())) {
      throw new OrderRefusal(
          Reason.CONFLICT,
          "assignment %s: got %s, but %s is held under this version"
              .formatted(before, envelope.digest(), held.digest()));
    }
    return order == 0;
  }

  private static void released(Order order, Assignment assignment, TrustedRoot root)
      throws OrderRefusal {
    Map<Digest, Envelope> statements = new HashMap<>();
    order.releases().forEach(release -> statements.put(release.digest(), release));
    Set<Digest> revoked = new HashSet<>(assignment.revoked());
    for (AssignedNode node : assignment.nodes()) {
      if (revoked.contains(node.model())) {
        throw new OrderRefusal(
            Reason.REVOKED, "%s: %s is revoked".formatted(node.name(), node.model()));
      }
      @Nullable Envelope statement = statements.get(node.release());
      if (statement == null) {
        throw new OrderRefusal(
            Reason.NOT_RELEASED,
            "%s: no release statement %s came with the assignment"
                .formatted(node.name(), node.release()));
      }
      root.require(OrderRole.RELEASE, statement, "release statement of " + node.name());
      matches(node, ReleaseStatement.of(statement), root.root());
    }
  }

  private static void matches(AssignedNode node, ReleaseStatement statement, Root root)
      throws OrderRefusal {
    if (!statement.hub().equals(root.hub())) {
      throw new OrderRefusal(Reason.OTHER_HUB, "release.hub", statement.hub(), root.hub());
    }
    if (!statement.model().equals(node.model())
        || !statement.ion().equals(node.ion())
        || !statement.node().equals(node.node())) {
      throw new OrderRefusal(
          Reason.NOT_RELEASED,
          "%s: the statement releases %s to %s.%s, the assignment has %s"
              .formatted(
                  node.name(), statement.model(), statement.ion(), statement.node(), node.model()));
    }
  }

  private OrderCheck() {}
}
