package dev.ionosphere.examples;

import static dev.ionosphere.examples.PollingDevices.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A hub that is brought back from yesterday's copy of its data, after a release in between. */
class RestoredHubIT {

  @Test
  void aPersonSaysWhatCountsAndNobodyIsSentBackBefore() throws IOException {
    try (PollingDevices fleet = PollingDevices.start("restored", "engine-61", "engine-62")) {
      LocalIon ion = fleet.ion();
      Path hub = ion.data().resolve("hub");
      Path backup = ion.directory().resolve("backup");
      String older = fleet.release();
      ion.ion("down");
      copy(hub, backup);
      ion.ion("up");
      String newer = fleet.release();
      List<String> held =
          fleet.devices().stream()
              .map(device -> fleet.held(device).path("order").asText())
              .toList();

      ion.ion("down");
      Files.move(hub, ion.directory().resolve("lost"));
      copy(backup, hub);
      ion.ion("up");
      Eventually.holds(
          "the hub sees what it has forgotten",
          SOON,
          () ->
              fleet.devices().stream()
                  .allMatch(device -> fleet.held(device).hasNonNull("conflict")),
          () -> fleet.get("/api/v1/devices"));
      assertThat(ion.ion("devices", "conflicts")).contains(fleet.devices()).contains("newer");
      assertThat(ion.ion("alerts", "--as", "viewer")).contains("orders-conflict");
      for (String device : fleet.devices()) {
        assertThat(fleet.status(device).at("/nodes/0/digest").asText()).isEqualTo(newer);
        assertThat(fleet.status(device).at("/nodes/0/status").asText()).isEqualTo("active");
      }

      ion.ion("devices", "overrule", "--all", "--reason", "the disk was lost");
      Eventually.holds(
          "the hub's word counts again",
          SOON,
          () ->
              fleet.devices().stream()
                  .noneMatch(device ->
                      fleet.held(device).hasNonNull("conflict")
                          || held.contains(fleet.held(device).path("order").asText())),
          () -> fleet.get("/api/v1/devices"));
      // An order is held before it is followed.
      for (String device : fleet.devices()) {
        Eventually.holds(
            device + " runs what the hub wants",
            SOON,
            () -> fleet.status(device).at("/nodes/0/status").asText().equals("active"),
            () -> fleet.status(device));
      }
      whatWasLostIsTold(fleet, older);
      whatWasLostIsToldByTheNextLaunch(fleet);
    }
  }

  /** The ION goes on with more than the hub knows. */
  private static void whatWasLostIsTold(PollingDevices fleet, String older) {
    LocalIon ion = fleet.ion();
    assertThat(ion.ion("describe", "turbofan")).contains("the hub has no record of generation");
    ion.ion("pause", "turbofan");
    Eventually.holds(
        "the ION's next record shows the loss",
        SOON,
        () -> fleet.get("/api/v1/alerts").toString().contains("records-lost"),
        () -> fleet.get("/api/v1/ions/turbofan/timeline"));
    assertThat(ion.ion("alerts", "--as", "viewer")).contains("records-lost");
    Program.Result verified = ion.attempt("timeline", "verify", "turbofan");
    assertThat(verified.exitCode()).as(verified.output()).isEqualTo(1);
    assertThat(verified.output()).contains("were lost: ion:turbofan had been told of it");
    ion.ion("resume", "turbofan");
    ion.ion("set-model", "turbofan", "detect", older, "--reason", "what the copy knows");
    Eventually.holds(
        "hub and ION agree",
        SOON,
        () -> fleet.view().path("warnings").isEmpty(),
        () -> fleet.view().path("warnings"));
  }

  /** Nothing runs any more that would notice, until the ION is brought back. */
  private static void whatWasLostIsToldByTheNextLaunch(PollingDevices fleet) throws IOException {
    LocalIon ion = fleet.ion();
    Path hub = ion.data().resolve("hub");
    Path backup = ion.directory().resolve("backup-2");
    ion.ion("down");
    copy(hub, backup);
    ion.ion("up");
    ion.ion("stop", "turbofan");
    Eventually.holds(
        "the ION has ended",
        SOON,
        () -> fleet.view().path("status").asText().equals("stopped"),
        fleet::view);
    ion.ion("down");
    Files.move(hub, ion.directory().resolve("lost-2"));
    copy(backup, hub);
    ion.ion("up");
    ion.ion("recover", "turbofan");
    String verify = "/api/v1/ions/turbofan/timeline/verify";
    Eventually.holds(
        "the launch shows the second loss",
        SOON,
        () -> fleet.get(verify).path("lost").size() == 2,
        () -> fleet.get(verify));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
