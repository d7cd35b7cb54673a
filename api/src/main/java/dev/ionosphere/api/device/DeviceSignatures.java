package dev.ionosphere.api.device;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.access.DeviceCredentials;
import dev.ionosphere.api.access.DeviceRequester;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.problem.HubException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Checks the compact JWS that a device signs for each call: EdDSA by the key it enrolled with, for
 * this method and path, at most five minutes old or ahead.
 */
@Singleton
final class DeviceSignatures implements DeviceCredentials {

  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final int LONGEST = 4096;

  private final Devices devices;
  private final Clock clock;

  DeviceSignatures(Devices devices, Clock clock) {
    this.devices = devices;
    this.clock = clock;
  }

  @Override
  public Standing verify(String token, String method, String path) {
    return proven(token, method, path)
        .<Standing>map(device ->
            device.revokedAt() == null
                ? new Standing.InService(new DeviceRequester(device.id(), device.incarnation()))
                : new Standing.Revoked(device.revocation()))
        .orElseGet(Standing.Unknown::new);
  }

  private Optional<Device> proven(String token, String method, String path) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      JsonNode header = json(parts[0]);
      JsonNode claims = json(parts[1]);
      boolean fits =
          header.path("alg").asText().equals("EdDSA")
              && claims.path("aud").asText().equals("ionosphere")
              && claims.path("htm").asText().equals(method)
              && claims.path("htu").asText().equals(path)
              && recent(claims.path("iat").asLong());
      return fits
          ? devices.findById(claims.path("sub").asText()).filter(device -> signed(device, parts))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean recent(long issuedAt) {
    long age = clock.instant().getEpochSecond() - issuedAt;
    return Math.abs(age) <= SKEW.toSeconds();
  }

  private static JsonNode json(String part) {
    return Json.tree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  private static boolean signed(Device device, String[] parts) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(DeviceKeys.key(device.publicKey()));
      check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return check.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | HubException e) {
      return false;
    }
  }
}
