package dev.ionosphere.api.device;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.identity.Secrets;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.Required;
import dev.ionosphere.spec.ion.Label;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes machines into the fleet: a person makes a token, the machine uses it once. */
@Singleton
public final class Enrolment {

  private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final int MAXIMUM_LABELS = 32;
  private static final Duration LONGEST = Duration.ofDays(30);

  private final Devices devices;
  private final DeviceTokens tokens;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Clock clock;

  Enrolment(
      Devices devices,
      DeviceTokens tokens,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Clock clock) {
    this.devices = devices;
    this.tokens = tokens;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  /** The token itself; only its hash stays here. */
  String token(String device, Map<String, String> labels, Duration expiresAfter, Requester by) {
    if (!ID.matcher(device).matches()) {
      throw invalid("device id \"" + device + "\"", "1 to 63 of a-z, 0-9 and inner dashes");
    }
    if (expiresAfter.isNegative() || expiresAfter.isZero() || expiresAfter.compareTo(LONGEST) > 0) {
      throw invalid("expiresAfter " + expiresAfter, "more than 0 and at most 30 days");
    }
    check(labels);
    String token = Secrets.token();
    Instant now = clock.instant();
    tokens.save(
        new DeviceToken(
            Sha256.hex(token), device, labels, by.actor(), now, now.plus(expiresAfter), null));
    return token;
  }

  private static void check(Map<String, String> labels) {
    if (labels.size() > MAXIMUM_LABELS) {
      throw invalid(labels.size() + " labels", "at most " + MAXIMUM_LABELS);
    }
    labels.forEach((key, value) -> {
      if (!Label.isKey(key)) {
        throw invalid("label " + key, Label.KEY_ALLOWED);
      }
      if (!Label.isValue(value)) {
        throw invalid("value " + value + " of label " + key, Label.VALUE_ALLOWED);
      }
    });
  }

  Device enrol(Application application) {
    DeviceKeys.key(application.publicKey());
    Device device =
        Objects.requireNonNull(
            transactions.executeWrite(status -> enrolNow(application)), "device");
    changes.publish(new Change("device.enrolled", null, null, device.id(), 0, device.enrolledAt()));
    return device;
  }

  private Device enrolNow(Application application) {
    Instant now = clock.instant();
    Optional<DeviceToken> token =
        tokens
            .findById(Sha256.hex(application.token()))
            .filter(known -> known.device().equals(application.device()))
            .filter(known -> known.expiresAt().isAfter(now));
    if (token.isPresent() && tokens.use(token.get().id(), now) != 1) {
      // The answer to a device may get lost: the same token in the same device's hands still works.
      Optional<Device> enrolled =
          devices
              .findById(application.device())
              .filter(device -> device.publicKey().equals(application.publicKey()));
      if (enrolled.isPresent()) {
        return enrolled.get();
      }
      token = Optional.empty();
    }
    // One answer for all that can be wrong: a guesser learns nothing.
    if (token.isEmpty()) {
      throw new HubException(
          ErrorCode.UNAUTHENTICATED,
          "device " + application.device() + ": the token is unknown, used or expired");
    }
    Device device =
        new Device(
            application.device(),
            token.get().labels(),
            application.publicKey(),
            shortened(application.architecture()),
            application.memoryMb(),
            shortened(application.agentVersion()),
            token.get().createdBy(),
            now,
            now,
            0,
            0,
            1,
            0);
    return devices.existsById(device.id()) ? devices.update(device) : devices.save(device);
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40);
  }

  private static HubException invalid(String got, String allowed) {
    return new HubException(ErrorCode.INVALID, got + ": allowed is " + allowed);
  }

  /** What a machine says of itself when it enrols. */
  record Application(
      String token,
      String device,
      String publicKey,
      String architecture,
      long memoryMb,
      String agentVersion) {
    Application {
      Required.text("token", token);
      Required.text("device", device);
      Required.text("publicKey", publicKey);
      Required.text("architecture", architecture);
      Required.text("agentVersion", agentVersion);
    }
  }
}
