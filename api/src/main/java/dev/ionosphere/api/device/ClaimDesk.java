package dev.ionosphere.api.device;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.workflows.timeline.Storable;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Keeps the question whether a machine is the device it says, one for each device. */
@Singleton
final class ClaimDesk {

  private static final String ASKS = "device-asks-enrolment";
  private static final String NO_ION = "";
  private static final int LONGEST = 400;

  private final DeviceClaims claims;
  private final AlertBook alerts;

  ClaimDesk(DeviceClaims claims, AlertBook alerts) {
    this.claims = claims;
    this.alerts = alerts;
  }

  /** Callers bring the transaction. */
  void ask(String device, String said, Instant now) {
    String text = Storable.text(said, LONGEST);
    claims
        .findById(device)
        .ifPresentOrElse(
            before ->
                claims.update(
                    new DeviceClaim(device, text, before.times() + 1, before.firstAt(), now)),
            () -> claims.save(new DeviceClaim(device, text, 1, now, now)));
    alerts.raise(
        NO_ION,
        null,
        device,
        ASKS,
        "warning",
        "device %s asks to be enrolled again: %s. If it is, `ion devices token %s --replace`"
            .formatted(device, text, device),
        now);
  }

  /** A person has answered. Callers bring the transaction. */
  void answered(String device, Instant now) {
    claims.deleteById(device);
    alerts.clear(NO_ION, ASKS, device, now);
  }
}
