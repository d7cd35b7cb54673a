package dev.ionosphere.edge.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * That this is the device it says, for a hub that has enrolled its key before.
 *
 * @param time seconds since 1970, as the hub has them
 * @param signature by the key that is enrolled, base64
 * @param possession by the key that is to be, base64
 */
public record EnrolmentProof(long time, String signature, String possession) {

  /** Of a device that has kept its key: the same one signs for both. */
  public static EnrolmentProof of(DeviceKey key, String device, Instant time) {
    String text =
        "ionosphere enrol\n%s\n%s\n%d\n".formatted(device, key.publicKey(), time.getEpochSecond());
    String signature = key.signature(text.getBytes(StandardCharsets.UTF_8));
    return new EnrolmentProof(time.getEpochSecond(), signature, signature);
  }
}
