package dev.ionosphere.api.device;

import dev.ionosphere.api.problem.Required;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * That a machine is the device it says: signed by the key the device is enrolled with, and by the
 * one it wants to be enrolled with. Both sign the lines {@code ionosphere enrol}, device, new
 * public key and time, each ended by a line feed.
 *
 * @param time seconds since 1970, at most five minutes off
 * @param signature by the enrolled key, base64
 * @param possession by the new key, base64
 */
record EnrolmentProof(long time, String signature, String possession) {

  private static final Duration SKEW = Duration.ofMinutes(5);

  EnrolmentProof {
    Required.text("proof.signature", signature);
    Required.text("proof.possession", possession);
  }

  boolean isRecent(Instant now) {
    return Math.abs(now.getEpochSecond() - time) <= SKEW.toSeconds();
  }

  /** Whether who asks has the new key. */
  boolean isPossessed(String device, String newKey) {
    return signed(possession, newKey, device, newKey);
  }

  boolean isSignedBy(String enrolledKey, String device, String newKey) {
    return signed(signature, enrolledKey, device, newKey);
  }

  private boolean signed(String by, String key, String device, String newKey) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(DeviceKeys.key(key));
      check.update(
          "ionosphere enrol\n%s\n%s\n%d\n"
              .formatted(device, newKey, time)
              .getBytes(StandardCharsets.UTF_8));
      return check.verify(Base64.getDecoder().decode(by));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
