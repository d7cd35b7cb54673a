package dev.ionosphere.api.dashboard.device;

import dev.ionosphere.api.dashboard.Tone;
import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.device.DeviceClaim;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceStatus;
import dev.ionosphere.api.device.HeldOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One device with what it should and does run.
 *
 * @param claim a machine that says it is this device and could not prove it
 * @param held the order that it follows, by its own word
 */
public record DeviceRow(
    Device device,
    List<DeviceModel> models,
    @Nullable DeviceClaim claim,
    @Nullable HeldOrder held) {
  private static final Duration QUIET = Duration.ofMinutes(15);

  public DeviceRow {
    models = List.copyOf(models);
  }

  /** The most worrying status of its nodes; a device without any has not been asked. */
  public DeviceStatus status() {
    return isRevoked() ? DeviceStatus.REVOKED : worst();
  }

  /** Whether it holds what this hub did not sign. */
  public boolean isConflict() {
    return held != null && held.isConflict() && !isRevoked();
  }

  public boolean isRevoked() {
    return device.revokedAt() != null;
  }

  private DeviceStatus worst() {
    return models.stream()
        .map(DeviceModel::status)
        .min((a, b) -> Integer.compare(worry(a), worry(b)))
        .orElse(DeviceStatus.NOT_ASKED);
  }

  private static int worry(DeviceStatus status) {
    return switch (Tone.of(status.text())) {
      case BAD -> 0;
      case WAIT -> 1;
      case BUSY -> 2;
      case IDLE -> 3;
      case OK -> 4;
    };
  }

  /** Whether it has not been heard of for a while. */
  public boolean quiet(Instant now) {
    if (isRevoked()) {
      return false;
    }
    @Nullable Instant seen = device.lastSeen();
    return seen == null || seen.isBefore(now.minus(QUIET));
  }
}
