package dev.ionosphere.api.device;

import dev.ionosphere.models.device.Telemetry.Held;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * The order that a device says it holds.
 *
 * @param epoch and version: its number
 * @param root version of the root of trust that it believes
 * @param heldSince when it first said so
 * @param conflict why a person has to say what counts; absent if the hub signed it
 * @param overruled digest of an order that a person said does not count
 */
@MappedEntity("held_order")
public record HeldOrder(
    @Id String device,
    long incarnation,
    long epoch,
    long version,
    String digest,
    long root,
    String rootDigest,
    Instant heldSince,
    @Nullable String conflict,
    @Nullable Instant conflictSince,
    @Nullable String overruled) {

  /** As {@code 1.43}. */
  public String number() {
    return epoch + "." + version;
  }

  public Held held() {
    return new Held(epoch, version, digest, root, rootDigest);
  }

  public boolean isConflict() {
    return conflict != null;
  }
}
