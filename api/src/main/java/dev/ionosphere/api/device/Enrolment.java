package dev.ionosphere.api.device;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.timeline.DeviceEvent;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes machines into the fleet. A new name takes a person's token; a name that is taken takes one
 * that says so, or a proof by the old key, and is a new incarnation then. A claim alone displaces
 * nobody: it is a question to a person.
 */
@Singleton
final class Enrolment {

  private final Devices devices;
  private final DeviceTokens tokens;
  private final Incarnations incarnations;
  private final ClaimDesk claims;
  private final DeviceJournal journal;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Clock clock;

  Enrolment(
      Devices devices,
      DeviceTokens tokens,
      Incarnations incarnations,
      ClaimDesk claims,
      DeviceJournal journal,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Clock clock) {
    this.devices = devices;
    this.tokens = tokens;
    this.incarnations = incarnations;
    this.claims = claims;
    this.journal = journal;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  /** How an application ends. */
  private sealed interface Outcome {

    /** It is enrolled already, as the same incarnation: its answer may have got lost. */
    record Standing(Device device) implements Outcome {}

    record Begun(Device device, boolean again) implements Outcome {}

    record Refused(ErrorCode code, String detail) implements Outcome {}
  }

  /**
   * @param feed how it is to take its orders, from a new incarnation on
   * @param from the address it comes from
   */
  Device enrol(Application application, OrderFeed feed, String from) {
    DeviceKeys.key(application.publicKey());
    Instant now = clock.instant();
    Outcome outcome =
        Objects.requireNonNull(
            transactions.executeWrite(status -> enrolNow(application, feed, from, now)), "outcome");
    return switch (outcome) {
      case Outcome.Standing standing -> standing.device();
      case Outcome.Begun begun -> told(begun, now);
      case Outcome.Refused refused -> throw new HubException(refused.code(), refused.detail());
    };
  }

  private Device told(Outcome.Begun begun, Instant now) {
    Device device = begun.device();
    if (begun.again()) {
      journal.tell(
          device,
          new DeviceEvent.EnrolledAgain(device.id(), "incarnation " + device.incarnation()),
          device.enrolledBy(),
          now);
    }
    changes.publish(new Change("device.enrolled", null, null, device.id(), 0, now));
    return device;
  }

  private Outcome enrolNow(Application application, OrderFeed feed, String from, Instant now) {
    Optional<Device> standing = devices.findByIdForUpdate(application.device());
    @Nullable String token = application.token();
    Outcome outcome =
        token == null
            ? byProof(application, feed, standing, now)
            : byToken(application, feed, token, standing, now);
    if (outcome instanceof Outcome.Refused && standing.isPresent()) {
      claims.ask(application.device(), application.said() + " at " + from, now);
    }
    return outcome;
  }

  private Outcome byToken(
      Application application,
      OrderFeed feed,
      String secret,
      Optional<Device> standing,
      Instant now) {
    Optional<DeviceToken> token =
        tokens
            .findById(Sha256.hex(secret))
            .filter(known -> known.device().equals(application.device()))
            .filter(known -> known.expiresAt().isAfter(now));
    boolean same =
        standing
            .filter(device -> device.revokedAt() == null)
            .filter(device -> device.publicKey().equals(application.publicKey()))
            .isPresent();
    if (token.isEmpty()) {
      return unproven(application);
    }
    if (same && (token.get().usedAt() != null || !token.get().replaces())) {
      return new Outcome.Standing(standing.get());
    }
    if (token.get().usedAt() == null && standing.isPresent() && !token.get().replaces()) {
      return new Outcome.Refused(
          ErrorCode.CONFLICT,
          "device %s is enrolled with another key; a person decides whether this machine takes its place"
              .formatted(application.device()));
    }
    if (tokens.use(token.get().id(), now) != 1) {
      return unproven(application);
    }
    return new Outcome.Begun(
        incarnations.byToken(application, feed, token.get(), standing, now), standing.isPresent());
  }

  private Outcome byProof(
      Application application, OrderFeed feed, Optional<Device> standing, Instant now) {
    @Nullable EnrolmentProof proof = application.proof();
    if (proof == null
        || standing.isEmpty()
        || !proof.isRecent(now)
        || !proof.isPossessed(application.device(), application.publicKey())) {
      return unproven(application);
    }
    Device device = standing.get();
    boolean same = device.publicKey().equals(application.publicKey());
    if (!same && !proof.isSignedBy(device.publicKey(), device.id(), application.publicKey())) {
      return unproven(application);
    }
    if (device.revokedAt() != null) {
      return new Outcome.Refused(ErrorCode.DEVICE_REVOKED, device.revocation());
    }
    return same
        ? new Outcome.Standing(device)
        : new Outcome.Begun(incarnations.byProof(application, feed, device, now), true);
  }

  /** One answer for all that can be wrong: a guesser learns nothing. */
  private static Outcome unproven(Application application) {
    return new Outcome.Refused(
        ErrorCode.UNAUTHENTICATED,
        "device "
            + application.device()
            + ": the token is unknown, used or expired, or the proof"
            + " does not hold");
  }
}
