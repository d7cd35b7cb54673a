package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.order.TrustedRoot;
import dev.ionosphere.models.signature.Ed25519Signer;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The roots of trust, each vouched for by the one before, and the keys of the newest. */
@Singleton
class RootChain {

  private static final Logger LOG = LoggerFactory.getLogger(RootChain.class);

  private final StoredRoots stored;
  private final KeyFiles files;
  private final FirstRoot first;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Clock clock;
  private volatile @Nullable HeldKeys held;

  RootChain(
      StoredRoots stored,
      KeyFiles files,
      FirstRoot first,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Clock clock) {
    this.stored = stored;
    this.files = files;
    this.first = first;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  /** Waits for nobody who makes a new root: that takes as long as its transaction. */
  HeldKeys keys() {
    @Nullable HeldKeys known = held;
    return known == null ? read() : known;
  }

  Root newest() {
    return keys().newest();
  }

  /** The newest, with who made it and why. */
  StoredRoot stored() {
    return stored.findById(newest().version()).orElseThrow();
  }

  /** Looks again which keys are here: somebody may have brought one, or taken it away. */
  synchronized void readAgain() {
    held = null;
  }

  private synchronized HeldKeys read() {
    @Nullable HeldKeys known = held;
    if (known == null) {
      List<StoredRoot> roots = stored.findAllOrderByVersion();
      known = held(roots.isEmpty() ? List.of(madeFirst()) : roots);
      forget(known);
      held = known;
    }
    return known;
  }

  /** Private halves that a root named and that sign nothing any more, also those a kill left. */
  private void forget(HeldKeys now) {
    Set<String> sign = now.signing();
    now.roots().stream()
        .flatMap(root -> Root.of(root).keys().keySet().stream())
        .distinct()
        .filter(id -> !sign.contains(id))
        .forEach(files::delete);
  }

  private HeldKeys held(List<StoredRoot> roots) {
    return HeldKeys.of(roots.stream().map(StoredRoot::envelope).toList(), files);
  }

  private StoredRoot madeFirst() {
    StoredRoot made = first.make();
    @Nullable StoredRoot kept = transactions.executeWrite(status -> stored.save(made));
    return kept == null ? made : kept;
  }

  /**
   * Makes another root the newest, signed by the root keys of both.
   *
   * @param made keys that it names and that were made for it
   * @param with what has to be true with it, in its transaction
   */
  synchronized void follow(
      Root next, List<Ed25519Signer> made, String by, String reason, Runnable with) {
    Envelope envelope = keys().signed(OrderRole.ROOT, next.envelope());
    for (Ed25519Signer key : made) {
      if (next.role(OrderRole.ROOT).keyIds().contains(key.keyId())) {
        envelope = envelope.signedBy(key);
      }
    }
    follow(envelope, by, reason, with);
  }

  /**
   * Makes a root the newest that is signed by enough root keys of both.
   *
   * @throws HubException if it is not, or a key that it names for the hub to sign with is not here
   */
  synchronized void follow(Envelope envelope, String by, String reason, Runnable with) {
    Root next = verified(envelope);
    List<Envelope> roots = new ArrayList<>(keys().roots());
    roots.add(envelope);
    HeldKeys.of(roots, files).requireAbleToSign();
    StoredRoot row = StoredRoot.of(envelope, by, clock.instant(), reason);
    StoredRoot unused =
        transactions.executeWrite(status -> {
          with.run();
          return stored.save(row);
        });
    // Nobody who has a connection of the pool waits for this lock meanwhile.
    HeldKeys now = held(stored.findAllOrderByVersion());
    held = now;
    forget(now);
    LOG.info("root of trust {} made by {}", next.version(), by);
    changes.publish(
        new Change("order-keys", null, null, "root " + next.version(), 0, clock.instant()));
  }

  private Root verified(Envelope envelope) {
    try {
      TrustedRoot known = TrustedRoot.pinned(keys().roots().getLast());
      Root next = known.walked(List.of(envelope)).root();
      if (next.version() == known.root().version()) {
        throw new HubException(
            ErrorCode.CONFLICT,
            "root %d is there already; propose one after %d"
                .formatted(Root.of(envelope).version(), next.version()));
      }
      return next;
    } catch (OrderRefusal refusal) {
      throw new HubException(ErrorCode.INVALID, refusal.message());
    }
  }
}
