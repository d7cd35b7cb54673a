package dev.ionosphere.examples;

import static dev.ionosphere.examples.PollingDevices.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
      trusts(fleet, 3);
      twoPeopleTakeTheRootOver(ion);
      trusts(fleet, 5);

      ion.ion("devices", "revoke", "engine-62", "--reason", "stolen", "--as", "operator");
      Eventually.holds(
          "engine-62 is told",
          SOON,
          () -> LocalIon.read(ion.log("edge-engine-62")).contains("was revoked at"),
          () -> fleet.status("engine-62"));

      ion.ion("withdraw", "turbofan", "--as", "operator");
      nothingRuns(fleet, "engine-61");
      ion.ion("launch", "turbofan", "--as", "operator");
      Eventually.holds(
          "engine-61 runs its model again",
          SOON,
          () -> fleet.status("engine-61").at("/nodes/0/status").asText().equals("active"),
          () -> fleet.status("engine-61"));

      ion.ion("stop", "turbofan", "--as", "operator");
      assertThat(fleet.status("engine-61").path("nodes")).as("models are kept").isNotEmpty();
      ion.ion("delete", "turbofan", "--as", "operator");
      nothingRuns(fleet, "engine-61");
      assertThat(fleet.status("engine-62").path("nodes"))
          .as("a device that is revoked is told nothing")
          .isNotEmpty();
    }
  }

  private static void trusts(PollingDevices fleet, long root) {
    for (String device : fleet.devices()) {
      Eventually.holds(
          device + " trusts root " + root,
          SOON,
          () -> fleet.held(device).path("root").asLong() == root,
          () -> fleet.status(device));
      assertThat(fleet.status(device).at("/nodes/0/status").asText()).isEqualTo("active");
    }
  }

  /** As docs/how-to/keys.md says; then the hub needs them for each rotation. */
  private static void twoPeopleTakeTheRootOver(LocalIon ion) {
    Path ann = ion.directory().resolve("ann.key");
    Path bob = ion.directory().resolve("bob.key");
    ion.ion("keys", "root", "keygen", ann.toString());
    ion.ion("keys", "root", "keygen", bob.toString());
    String taken = ion.directory().resolve("root-4.json").toString();
    ion.ion(
        "keys",
        "root",
        "propose",
        taken,
        "--role",
        "root",
        "--key",
        ann + ".pub",
        "--key",
        bob + ".pub",
        "--as",
        "admin");
    signed(ion, taken, ann, bob);
    String director = ion.directory().resolve("root-5.json").toString();
    ion.ion("keys", "root", "propose", director, "--role", "director", "--as", "admin");
    signed(ion, director, ann, bob);
    assertThat(ion.ion("keys", "orders", "--as", "admin")).contains("Root 5");
  }

  private static void signed(LocalIon ion, String root, Path... keys) {
    for (Path key : keys) {
      ion.ion("keys", "root", "sign", root, "--key", key.toString());
    }
    ion.ion("keys", "root", "submit", root, "--reason", "two people keep it", "--as", "admin");
  }

  private static void nothingRuns(PollingDevices fleet, String device) {
    Eventually.holds(
        "nothing runs on " + device,
        SOON,
        () -> fleet.status(device).path("nodes").isEmpty(),
        () -> fleet.status(device));
  }
}
