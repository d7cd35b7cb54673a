package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.models.device.Telemetry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Flags devices whose clock is wrong: what they count is right, the times they name are not. The
 * hub does not ask the device whether it trusts its clock. Callers bring the transaction.
 */
@Singleton
final class DeviceClocks {

  /** As a device itself judges. */
  private static final Duration MOST = Duration.ofMinutes(5);

  private static final String NO_ION = "";
  private static final String KIND = "device-clock-wrong";

  private final AlertBook alerts;
  // Of the devices that were heard since the start: what was said before is not known.
  private final Map<String, Boolean> right = new ConcurrentHashMap<>();

  DeviceClocks(AlertBook alerts) {
    this.alerts = alerts;
  }

  void heard(Telemetry telemetry, Instant now) {
    @Nullable Instant sent = telemetry.sent();
    if (sent == null) {
      return;
    }
    String device = telemetry.device();
    Duration behind = Duration.between(sent, now);
    boolean isRight = behind.abs().compareTo(MOST) <= 0;
    @Nullable Boolean before = right.put(device, isRight);
    if (before != null && before == isRight) {
      return;
    }
    if (isRight) {
      alerts.clear(NO_ION, KIND, device, now);
    } else {
      alerts.raise(NO_ION, null, device, KIND, "warning", message(device, sent, behind), now);
    }
  }

  private static String message(String device, Instant sent, Duration behind) {
    return "%s: its clock says %s, which is %d s %s; the times of its rows and incidents are not to be trusted, its counts are"
        .formatted(
            device, sent, behind.abs().toSeconds(), behind.isNegative() ? "ahead" : "behind");
  }
}
