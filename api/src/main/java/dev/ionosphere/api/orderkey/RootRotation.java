package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.signature.Ed25519Signer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Replaces keys that orders are signed with. */
@Singleton
public class RootRotation {

  private static final int MOST_MODEL_KEYS = 8;

  private final RootChain chain;
  private final KeyFiles files;
  private final Clock clock;

  RootRotation(RootChain chain, KeyFiles files, Clock clock) {
    this.chain = chain;
    this.files = files;
    this.clock = clock;
  }

  /** Gives the role a new key; the one before signs nothing any more and its private half goes. */
  synchronized Root rotate(OrderRole role, String by) {
    if (role == OrderRole.MODEL) {
      throw new HubException(
          ErrorCode.INVALID,
          "role model: allowed are root, release and director; the key for models is rotated by `ion keys models rotate`");
    }
    if (role == OrderRole.ROOT && chain.newest().role(OrderRole.ROOT).keyIds().size() > 1) {
      throw new HubException(
          ErrorCode.INVALID,
          "role root has keys %s: one in their place would be weaker; `ion keys root propose` gives it others"
              .formatted(chain.newest().role(OrderRole.ROOT).keyIds()));
    }
    requireRootKey();
    Ed25519Signer made = files.make();
    Root next = chain.newest().replaced(role, made.publicKey(), until());
    chain.follow(next, List.of(made), by, "new key for " + role.text(), () -> {});
    return next;
  }

  /**
   * Gives models a new key. Its private half is kept before a root names it, and the private half
   * of the key before goes when that root stands.
   *
   * @param revoke whether devices believe the keys before no more
   * @param sign signs with the new key what was signed before, in the transaction of the root
   */
  public synchronized void rotateModels(
      boolean revoke, String reason, String by, Consumer<Ed25519Signer> sign) {
    requireRootKey();
    if (!revoke) {
      requireRoom(chain.newest());
    }
    Ed25519Signer made = files.make();
    Root root = chain.newest();
    Root next =
        revoke
            ? root.replaced(OrderRole.MODEL, made.publicKey(), until())
            : root.with(OrderRole.MODEL, made.publicKey(), until());
    chain.follow(next, List.of(made), by, reason, () -> sign.accept(made));
  }

  /** Whether devices may believe one more key for models. */
  static void requireRoom(Root root) {
    Set<String> believed = root.role(OrderRole.MODEL).keyIds();
    if (believed.size() >= MOST_MODEL_KEYS) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "%d keys for models are believed, %s: at most %d; revoke one first"
              .formatted(believed.size(), believed, MOST_MODEL_KEYS));
    }
  }

  /**
   * Leaves a key for models out of the root.
   *
   * @param sign signs with the key of today what another has signed, in the transaction of the root
   */
  public synchronized void revokeModels(
      String keyId, String reason, String by, Consumer<Ed25519Signer> sign) {
    Set<String> believed = chain.newest().role(OrderRole.MODEL).keyIds();
    if (!believed.contains(keyId)) {
      throw new HubException(
          ErrorCode.NOT_FOUND,
          "key %s is none that models are believed by: %s".formatted(keyId, believed));
    }
    requireRootKey();
    Ed25519Signer signing = chain.keys().modelSigner();
    if (signing.keyId().equals(keyId)) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "key %s signs; `ion keys models rotate --revoke` gives models another and revokes it"
              .formatted(keyId));
    }
    Root next = chain.newest().without(OrderRole.MODEL, keyId, until());
    chain.follow(next, List.of(), by, reason, () -> sign.accept(signing));
  }

  /** Renews the root. False: the keys that must sign it are not here. */
  synchronized boolean renewed() {
    if (!hasRootKey()) {
      return false;
    }
    chain.follow(chain.newest().renewed(until()), List.of(), "hub", "renewed", () -> {});
    return true;
  }

  private Instant until() {
    return clock.instant().plus(OrderKeys.VALID);
  }

  private void requireRootKey() {
    if (!hasRootKey()) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "%d of the root keys %s must sign and are not in secrets/; sign elsewhere with `ion keys root`, or put order-<key id>.key back for as long as this takes"
              .formatted(
                  chain.newest().role(OrderRole.ROOT).threshold(),
                  chain.newest().role(OrderRole.ROOT).keyIds()));
    }
  }

  private boolean hasRootKey() {
    chain.readAgain();
    return chain.keys().canSign(OrderRole.ROOT);
  }
}
