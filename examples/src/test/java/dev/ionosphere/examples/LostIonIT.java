package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody terminates an ION's workflow in Temporal while people are asked about its model. */
class LostIonIT {

  private static final Duration TRAINING = Duration.ofMinutes(4);
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration NOTICED = Duration.ofMinutes(1);

  private static LocalIon ion;

  @BeforeAll
  static void start() throws IOException {
    TrainingProgram program =
        TrainingProgram.in(Path.of("target", "it", "lost-ion-program").toAbsolutePath());
    ion = LocalIon.create("lost-ion", program.settings());
    Turbofan turbofan = new Turbofan(ion.example().resolve("data/train_FD001.txt.gz"));
    turbofan.writeTraining(ion.directory());
    ion.ion("up");
    turbofan.writeEngine(ion.directory(), "engine-61", 61);
    ion.ion(
        "edge",
        "run",
        "engine-61",
        "--label",
        "role=engine",
        "--source",
        ion.directory().toString());
    ion.ion(
        "apply",
        ion.example().resolve("ion.yaml").toString(),
        ion.example().resolve("demo.yaml").toString(),
        "--as",
        "operator");
    ion.ion("launch", "turbofan", "--as", "operator");
  }

  @AfterAll
  static void stop() {
    if (ion != null) {
      ion.close();
    }
  }

  @Test
  void anIonThatWasLostGoesOnFromItsLedger() {
    ion.ion("run", "turbofan", "retrain", "--as", "scientist");
    JsonNode before = pending(TRAINING);

    new TemporalDoors(ion, "ion:turbofan").ofIon("terminate", "--reason", "by mistake");
    Eventually.holds("the hub notices", NOTICED, () -> status().equals("lost"), LostIonIT::get);
    assertThat(ion.ion("get", "turbofan", "--as", "viewer")).contains("lost");
    assertThat(ion.ion("alerts", "--as", "viewer")).contains("ion-lost");
    assertThat(ion.attempt("launch", "turbofan", "--as", "operator").output()).contains("recover");

    assertThat(ion.ion("recover", "turbofan", "--as", "operator"))
        .contains("begins again: turbofan.retrain.1");

    Eventually.holds("it runs", SOON, () -> status().equals("running"), LostIonIT::get);
    Eventually.holds(
        "people are asked again",
        SOON,
        () -> !pending(SOON).path("id").equals(before.path("id")),
        LostIonIT::get);
    JsonNode again = pending(SOON);
    assertThat(again.path("candidate")).isEqualTo(before.path("candidate"));
    ion.ion("approve", again.path("id").asText(), "--as", "approver");
    Eventually.holds(
        "the model is proven on the device",
        SOON,
        () -> get().at("/live/nodes/detect/release/proven").equals(before.path("candidate")),
        LostIonIT::get);
    assertThat(ion.ion("timeline", "verify", "turbofan")).containsIgnoringCase("ok");
    assertThat(ion.ion("timeline", "turbofan")).contains("ION lost", "ION recovered");
  }

  private static JsonNode get() {
    return ion.hub("viewer").get("/api/v1/ions/turbofan");
  }

  private static String status() {
    return get().path("status").asText();
  }

  private static JsonNode pending(Duration limit) {
    HubClient hub = ion.hub("viewer");
    String path = "/api/v1/approvals?state=pending";
    Eventually.holds(
        "a pending approval",
        limit,
        () -> hub.get(path).path("items").size() == 1,
        () -> hub.get("/api/v1/ions/turbofan"));
    return hub.get(path).path("items").get(0);
  }
}
