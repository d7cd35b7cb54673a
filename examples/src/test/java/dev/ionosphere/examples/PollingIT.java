package dev.ionosphere.examples;

import static dev.ionosphere.examples.PollingDevices.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Devices that ask the hub for their orders, as they do beyond its machine, through a release, the
 * rotation of keys, a revocation and the end of their ION.
 */
class PollingIT {

  @Test
  void devicesFollowTheHubAlone() throws IOException {
    try (PollingDevices fleet = PollingDevices.start("polling", "engine-61", "engine-62")) {
      LocalIon ion = fleet.ion();
      fleet.release();
      for (String device : fleet.devices()) {
        Eventually.holds(
            device + " scores",
            SOON,
            () -> fleet.status(device).at("/nodes/0/rows").asLong() > 0,
            () -> fleet.status(device));
        assertThat(fleet.status(device).path("orders").asBoolean()).isTrue();
        assertThat(fleet.status(device).path("temporal").asBoolean()).isFalse();
        assertThat(fleet.enrolment(device).path("device").asText()).isEqualTo(device);
        assertThat(fleet.enrolment(device).hasNonNull("temporalAddress")).isFalse();
      }
      assertThat(ion.ion("timeline", "turbofan")).contains(fleet.devices());

      ion.ion("keys", "orders", "rotate", "director", "--as", "admin");
      ion.ion("keys", "models", "rotate", "--revoke", "--reason", "lost", "--as", "admin");
      for (String device : fleet.devices()) {
        Eventually.holds(
            device + " trusts the third root",
            SOON,
            () -> fleet.held(device).path("root").asLong() == 3,
            () -> fleet.status(device));
        assertThat(fleet.status(device).at("/nodes/0/status").asText()).isEqualTo("active");
      }

      ion.ion("devices", "revoke", "engine-62", "--reason", "stolen", "--as", "operator");
      Eventually.holds(
          "engine-62 is told",
          SOON,
          () -> LocalIon.read(ion.log("edge-engine-62")).contains("was revoked at"),
          () -> fleet.status("engine-62"));

      ion.ion("stop", "turbofan", "--as", "operator");
      assertThat(fleet.status("engine-61").path("nodes")).as("models are kept").isNotEmpty();
      ion.ion("delete", "turbofan", "--as", "operator");
      Eventually.holds(
          "nothing runs on engine-61",
          SOON,
          () -> fleet.status("engine-61").path("nodes").isEmpty(),
          () -> fleet.status("engine-61"));
      assertThat(fleet.status("engine-62").path("nodes"))
          .as("a device that is revoked is told nothing")
          .isNotEmpty();
    }
  }
}
