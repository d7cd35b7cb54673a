package dev.ionosphere.api.device;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.identity.Secrets;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.spec.ion.Label;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the tokens with which a person lets machines into the fleet. */
@Singleton
final class EnrolmentTokens {

  private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final int MAXIMUM_LABELS = 32;
  private static final Duration LONGEST = Duration.ofDays(30);

  private final Devices devices;
  private final DeviceTokens tokens;
  private final Clock clock;

  EnrolmentTokens(Devices devices, DeviceTokens tokens, Clock clock) {
    this.devices = devices;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * The token itself; only its hash stays here.
   *
   * @param labels absent: those that the device has
   * @param replace whether another machine may take the name of a device that is enrolled
   */
  String token(
      String device,
      Optional<Map<String, String>> labels,
      Duration expiresAfter,
      boolean replace,
      Requester by) {
    if (!ID.matcher(device).matches()) {
      throw invalid("device id \"" + device + "\"", "1 to 63 of a-z, 0-9 and inner dashes");
    }
    if (expiresAfter.isNegative() || expiresAfter.isZero() || expiresAfter.compareTo(LONGEST) > 0) {
      throw invalid("expiresAfter " + expiresAfter, "more than 0 and at most 30 days");
    }
    labels.ifPresent(EnrolmentTokens::check);
    Optional<Device> enrolled = devices.findById(device);
    if (enrolled.isPresent() && !replace) {
      throw new HubException(ErrorCode.CONFLICT, taken(enrolled.get()));
    }
    String token = Secrets.token();
    Instant now = clock.instant();
    tokens.save(
        new DeviceToken(
            Sha256.hex(token),
            device,
            labels.or(() -> enrolled.map(Device::labels)).orElse(Map.of()),
            by.actor(),
            now,
            now.plus(expiresAfter),
            null,
            replace));
    return token;
  }

  private static String taken(Device device) {
    String state =
        device.revokedAt() == null
            ? "was last seen at " + device.lastSeen()
            : "was revoked at " + device.revokedAt();
    return "device %s is enrolled and %s; with replace: true (ion devices token %s --replace) another machine takes its name"
        .formatted(device.id(), state, device.id());
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

  private static HubException invalid(String got, String allowed) {
    return new HubException(ErrorCode.INVALID, got + ": allowed is " + allowed);
  }
}
