package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Devices that ask the hub for their orders, as they do beyond its machine, through a release, the
 * rotation of keys, a revocation and the end of their ION.
 */
class PollingIT {

  private static final Duration TRAINING = Duration.ofMinutes(4);
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> DEVICES = List.of("engine-61", "engine-62");

  private static LocalIon ion;

  @BeforeAll
  static void start() throws IOException {
    TrainingProgram program =
        TrainingProgram.in(Path.of("target", "it", "polling-program").toAbsolutePath());
    Map<String, String> settings = new HashMap<>(program.settings());
    settings.put("ION_ORDER_FEED", "poll");
    ion = LocalIon.create("polling", settings);
    Turbofan turbofan = new Turbofan(ion.example().resolve("data/train_FD001.txt.gz"));
    turbofan.writeTraining(ion.directory());
    ion.ion("up");
    for (String device : DEVICES) {
      turbofan.writeEngine(ion.directory(), device, Integer.parseInt(device.substring(7)));
      String source = ion.directory().toString();
      ion.ion("edge", "run", device, "--label", "role=engine", "--source", source);
    }
    String document = ion.example().resolve("ion.yaml").toString();
    String values = ion.example().resolve("demo.yaml").toString();
    ion.ion("apply", document, values, "--as", "operator");
    ion.ion("launch", "turbofan", "--as", "operator");
  }

  @AfterAll
  static void stop() {
    if (ion != null) {
      ion.close();
    }
  }

  @Test
  void devicesFollowTheHubAlone() {
    ion.ion("run", "turbofan", "retrain", "--as", "scientist");
    String approvals = "/api/v1/approvals?state=pending";
    Eventually.holds(
        "an approval", TRAINING, () -> get(approvals).path("items").size() == 1, PollingIT::ion);
    JsonNode approval = get(approvals).path("items").get(0);
    ion.ion("approve", approval.path("id").asText(), "--as", "approver");
    Eventually.holds(
        "the model is proven on the devices",
        SOON,
        () -> ion().at("/live/nodes/detect/release/proven").equals(approval.path("candidate")),
        PollingIT::ion);
    for (String device : DEVICES) {
      Eventually.holds(
          device + " scores",
          SOON,
          () -> status(device).at("/nodes/0/rows").asLong() > 0,
          () -> status(device));
      assertThat(status(device).path("orders").asBoolean()).isTrue();
      assertThat(status(device).path("temporal").asBoolean()).isFalse();
      assertThat(
              json(data(device).resolve("identity/enrolment.json")).hasNonNull("temporalAddress"))
          .isFalse();
    }
    assertThat(ion.ion("timeline", "turbofan")).contains(DEVICES);

    ion.ion("keys", "orders", "rotate", "director", "--as", "admin");
    ion.ion("keys", "models", "rotate", "--revoke", "--reason", "lost", "--as", "admin");
    for (String device : DEVICES) {
      Eventually.holds(
          device + " trusts the third root", SOON, () -> root(device) == 3, () -> status(device));
      assertThat(status(device).at("/nodes/0/status").asText()).isEqualTo("active");
    }

    ion.ion("devices", "revoke", "engine-62", "--reason", "stolen", "--as", "operator");
    Eventually.holds(
        "engine-62 is told",
        SOON,
        () -> LocalIon.read(ion.log("edge:engine-62")).contains("was revoked at"),
        () -> status("engine-62"));

    ion.ion("stop", "turbofan", "--as", "operator");
    assertThat(status("engine-61").path("nodes")).as("devices keep their models").isNotEmpty();
    ion.ion("delete", "turbofan", "--as", "operator");
    Eventually.holds(
        "nothing runs on engine-61",
        SOON,
        () -> status("engine-61").path("nodes").isEmpty(),
        () -> status("engine-61"));
    assertThat(status("engine-62").path("nodes"))
        .as("a device that is revoked is told nothing")
        .isNotEmpty();
  }

  private static JsonNode get(String path) {
    return ion.hub("viewer").get(path);
  }

  private static JsonNode ion() {
    return get("/api/v1/ions/turbofan");
  }

  private static Path data(String device) {
    return ion.data().resolve("edges").resolve(device);
  }

  private static JsonNode status(String device) {
    return json(data(device).resolve("status.json"));
  }

  /** Which root the device trusts. */
  private static long root(String device) {
    JsonNode held = get("/api/v1/devices/" + device).path("held");
    return held.path("root").asLong();
  }

  /** A checksum may follow. */
  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }
}
