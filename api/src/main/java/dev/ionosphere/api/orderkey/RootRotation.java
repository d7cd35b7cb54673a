package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.signature.Ed25519Signer;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces keys that orders are signed with, and renews the root before it expires. */
@Singleton
class RootRotation {

  private static final Logger LOG = LoggerFactory.getLogger(RootRotation.class);

  private final OrderKeys keys;
  private final KeyFiles files;
  private final Clock clock;

  RootRotation(OrderKeys keys, KeyFiles files, Clock clock) {
    this.keys = keys;
    this.files = files;
    this.clock = clock;
  }

  /** Gives the role a new key; the one before signs nothing any more and its private half goes. */
  synchronized Root rotate(OrderRole role, String by) {
    if (role == OrderRole.MODEL) {
      throw new HubException(
          ErrorCode.INVALID,
          "role model: allowed are root, release and director; models stay signed as they are");
    }
    requireRootKey();
    Ed25519Signer made = files.make();
    Root next = keys.root().replaced(role, made.publicKey(), until());
    keys.follow(next, List.of(made), by);
    return next;
  }

  /** When a third of its time is left. */
  @Scheduled(fixedDelay = "12h", initialDelay = "2m")
  synchronized void renew() {
    try {
      Instant expires = keys.root().expires();
      if (clock.instant().isBefore(expires.minus(OrderKeys.VALID.dividedBy(3)))) {
        return;
      }
      requireRootKey();
      keys.follow(keys.root().renewed(until()), List.of(), "hub");
    } catch (RuntimeException e) {
      LOG.warn("the root of trust is not renewed: {}; tried again", e.toString());
    }
  }

  private Instant until() {
    return clock.instant().plus(OrderKeys.VALID);
  }

  private void requireRootKey() {
    keys.readAgain();
    if (!keys.canSign(OrderRole.ROOT)) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "the root key %s is not in secrets/; put order-<key id>.key back for as long as this takes"
              .formatted(keys.root().role(OrderRole.ROOT).keyIds()));
    }
  }
}
