package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Roots that are signed elsewhere, where the root keys are: proposed here, signed there, handed in
 * again.
 */
@Singleton
class RootProposals {

  /** More than a proposal gives it, lest a clock that was set back refuses one. */
  private static final Duration LONGEST = OrderKeys.VALID.multipliedBy(2);

  private final RootChain chain;
  private final KeyFiles files;
  private final Clock clock;

  RootProposals(RootChain chain, KeyFiles files, Clock clock) {
    this.chain = chain;
    this.files = files;
    this.clock = clock;
  }

  /** The next root, with the signatures of those root keys that are here. Nothing changes yet. */
  synchronized Envelope propose(RootProposal proposal) {
    Optional<OrderRole> role = proposal.asked();
    chain.readAgain();
    try {
      return chain.keys().signedAsFarAsHere(OrderRole.ROOT, next(role, proposal).envelope());
    } catch (ModelFormatException e) {
      throw new HubException(ErrorCode.INVALID, String.valueOf(e.getMessage()));
    }
  }

  private Root next(Optional<OrderRole> role, RootProposal proposal) {
    Root root = chain.newest();
    Instant until = clock.instant().plus(OrderKeys.VALID);
    if (role.isEmpty()) {
      return root.renewed(until);
    }
    return switch (role.get()) {
      case ROOT -> root.rooted(proposal.publicKeys(), proposal.needed(), until);
      case RELEASE, DIRECTOR -> root.replaced(role.get(), made(), until);
      case MODEL -> {
        if (Boolean.TRUE.equals(proposal.revoke())) {
          yield root.replaced(OrderRole.MODEL, made(), until);
        }
        RootRotation.requireRoom(root);
        yield root.with(OrderRole.MODEL, made(), until);
      }
    };
  }

  /** Its private half is kept here, until a root comes that does not name it. */
  private String made() {
    return files.propose().publicKey();
  }

  /** Makes it the newest, if enough root keys have signed it. */
  synchronized Root take(byte[] json, String by, String reason) {
    Envelope envelope;
    try {
      envelope = Envelope.parse(json);
      Root.of(envelope);
    } catch (ModelFormatException e) {
      throw HubException.malformed(String.valueOf(e.getMessage()));
    }
    chain.readAgain();
    requireNextEpoch(Root.of(envelope));
    requireTime(Root.of(envelope));
    chain.follow(envelope, by, reason, () -> {});
    Root root = chain.newest();
    // Whatever else was proposed was for this version, or one before it.
    files.forgetProposed(root);
    return root;
  }

  /** One that skips epochs would leave fewer for all who come after. */
  private void requireNextEpoch(Root next) {
    long epoch = chain.newest().stateEpoch();
    if (next.stateEpoch() > epoch + 1) {
      throw new HubException(
          ErrorCode.INVALID,
          "root.stateEpoch: got %d, allowed is %d or %d"
              .formatted(next.stateEpoch(), epoch, epoch + 1));
    }
  }

  /** One that is good for ever would never come due; a proposal may have waited for signatures. */
  private void requireTime(Root next) {
    Instant now = clock.instant();
    if (!now.isBefore(next.expires())) {
      throw new HubException(
          ErrorCode.INVALID, "root.expires: got %s, which is over".formatted(next.expires()));
    }
    Instant latest = now.plus(LONGEST);
    if (latest.isBefore(next.expires())) {
      throw new HubException(
          ErrorCode.INVALID,
          "root.expires: got %s, allowed are times before %s".formatted(next.expires(), latest));
    }
  }
}
