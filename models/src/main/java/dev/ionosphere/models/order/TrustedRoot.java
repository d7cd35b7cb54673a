package dev.ionosphere.models.order;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import dev.ionosphere.models.signature.Ed25519Verifier;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A root that is believed, and what can be checked with it. It began with one that was pinned at
 * enrolment; every later one was signed by the one before it. Immutable.
 */
public final class TrustedRoot {

  private final Envelope envelope;
  private final Root root;
  private final Map<OrderRole, Map<String, Ed25519Verifier>> keys = new EnumMap<>(OrderRole.class);

  private TrustedRoot(Envelope envelope, Root root) {
    this.envelope = envelope;
    this.root = root;
    for (OrderRole role : OrderRole.values()) {
      Map<String, Ed25519Verifier> verifiers = new TreeMap<>();
      root.keysOf(role)
          .forEach((id, key) -> verifiers.put(id, Ed25519Verifier.of("root key " + id, key)));
      keys.put(role, verifiers);
    }
  }

  /**
   * The root a device begins with. That it is the right one has to be known from elsewhere: it came
   * at enrolment, or was believed before and kept.
   */
  public static TrustedRoot pinned(Envelope envelope) throws OrderRefusal {
    TrustedRoot first = new TrustedRoot(envelope, read(envelope));
    first.require(OrderRole.ROOT, envelope, Reason.WRONG_ROOT, "root " + first.root.version());
    return first;
  }

  /**
   * The root of a device that was enrolled before there were roots: it is signed with a key that
   * the device knows as one for models.
   *
   * @param known base64 of X.509 by key id
   */
  public static TrustedRoot introduced(Envelope envelope, Map<String, String> known)
      throws OrderRefusal {
    Map<String, Ed25519Verifier> verifiers = new TreeMap<>();
    known.forEach((id, key) -> verifiers.put(id, Ed25519Verifier.of("trusted key " + id, key)));
    if (envelope.signatures(verifiers) == 0) {
      throw new OrderRefusal(
          Reason.WRONG_ROOT,
          "root: no signature by a key that is known from enrolment, " + known.keySet());
    }
    return pinned(envelope);
  }

  /**
   * The newest of the roots that follow this one, step by step. Those that are known by now are
   * passed over, and none of those on the way need be current.
   *
   * @param roots oldest first
   */
  public TrustedRoot walked(List<Envelope> roots) throws OrderRefusal {
    TrustedRoot now = this;
    for (Envelope next : roots) {
      long version = version(next);
      if (version > now.root.version()) {
        now = now.next(next, version);
      }
    }
    return now;
  }

  /** Its keys are not read before those of this one vouch for it: reading keys takes time. */
  private TrustedRoot next(Envelope next, long version) throws OrderRefusal {
    if (version != root.version() + 1) {
      throw new OrderRefusal(Reason.WRONG_ROOT, "root.version", version, root.version() + 1);
    }
    String subject = "root " + version;
    require(OrderRole.ROOT, next, Reason.WRONG_ROOT, subject + " by keys of the one before");
    Root read = read(next);
    if (!read.hub().equals(root.hub())) {
      throw new OrderRefusal(Reason.OTHER_HUB, "root.hub", read.hub(), root.hub());
    }
    if (read.stateEpoch() < root.stateEpoch()) {
      throw new OrderRefusal(
          Reason.WRONG_ROOT, "root.stateEpoch", read.stateEpoch(), root.stateEpoch() + " and up");
    }
    TrustedRoot trusted = new TrustedRoot(next, read);
    trusted.require(OrderRole.ROOT, next, Reason.WRONG_ROOT, subject + " by its own keys");
    return trusted;
  }

  private static long version(Envelope envelope) throws OrderRefusal {
    try {
      return Root.version(envelope);
    } catch (ModelFormatException e) {
      throw new OrderRefusal(Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private static Root read(Envelope envelope) throws OrderRefusal {
    try {
      return Root.of(envelope);
    } catch (ModelFormatException e) {
      throw new OrderRefusal(Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  /** Refuses what too few keys of the role have signed. */
  void require(OrderRole role, Envelope signed, String subject) throws OrderRefusal {
    require(role, signed, Reason.UNSIGNED, subject);
  }

  private void require(OrderRole role, Envelope signed, Reason reason, String subject)
      throws OrderRefusal {
    int good = signed.signatures(keys.getOrDefault(role, Map.of()));
    int needed = root.role(role).threshold();
    if (good < needed) {
      Collection<String> ids = root.role(role).keyIds();
      throw new OrderRefusal(
          reason,
          "%s: %d good signatures of %d, %d needed by %s keys %s of root %d"
              .formatted(
                  subject,
                  good,
                  signed.signatures().size(),
                  needed,
                  role.text(),
                  ids,
                  root.version()));
    }
  }

  /** Nothing new is taken on the word of an expired root. */
  void requireCurrent(Instant now) throws OrderRefusal {
    if (!now.isBefore(root.expires())) {
      throw new OrderRefusal(
          Reason.ROOT_EXPIRED,
          "root %d expired at %s, it is %s".formatted(root.version(), root.expires(), now));
    }
  }

  public Root root() {
    return root;
  }

  public Envelope envelope() {
    return envelope;
  }
}
