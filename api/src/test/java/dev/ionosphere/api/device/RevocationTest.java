package dev.ionosphere.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A revoked device is none any more, whatever it says. */
@MicronautTest(transactional = false)
class RevocationTest {

  private static final String REPORT =
      "{\"device\":\"%s\",\"incarnation\":%d,\"sent\":\"2026-03-01T10:00:00Z\",\"actual\":[],\"records\":[]}";

  @Inject TestingHttp http;
  @Inject DeviceStates states;
  @Inject TransactionOperations<Connection> transactions;

  @Test
  void everyCallIsRefusedAtOnce() {
    TestingDevice device = new TestingDevice(http, "gone").enrolled("{\"role\":\"lathe\"}");
    assertThat(report(device, "gone", 1).status()).isEqualTo(200);
    Answer revoked = revoke("gone", "stolen");
    assertThat(revoked.status()).as(revoked.body()).isEqualTo(200);
    assertThat(revoked.json().path("revokedAt").isNull()).isFalse();
    String seen = http.get("viewer", "/api/v1/devices/gone").json().path("lastSeen").asText();
    for (Answer answer :
        new Answer[] {
          report(device, "gone", 1),
          device.call("GET", "/edge/v1/blobs/" + "0".repeat(64), "", Map.of()),
          device.prove(device, Instant.now())
        }) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.json().path("code").asText()).isEqualTo("device-revoked");
      assertThat(answer.json().path("detail").asText()).contains("device gone was revoked at 20");
    }
    assertThat(http.get("viewer", "/api/v1/devices/gone").json().path("lastSeen").asText())
        .isEqualTo(seen);
    Answer forged = report(new TestingDevice(http, "gone"), "gone", 1);
    assertThat(forged.status()).as("who has not its key learns nothing").isEqualTo(401);
  }

  @Test
  void aBodyThatIsNoObjectIsRefused() {
    new TestingDevice(http, "kept").enrolled("{}");
    for (String body : List.of("false", "[]", "7")) {
      for (String path : List.of("/api/v1/devices/kept/revoke", "/api/v1/devices/enrol")) {
        assertThat(http.send("operator", "POST", path, body, "application/json"))
            .as("%s to %s", body, path)
            .extracting(Answer::status)
            .isEqualTo(400);
      }
    }
  }

  @Test
  void noRolloutAsksIt() {
    new TestingDevice(http, "asked-1").enrolled("{\"role\":\"press\"}");
    new TestingDevice(http, "asked-2").enrolled("{\"role\":\"press\"}");
    revoke("asked-1", "sold");
    String selected = http.get("service", "/internal/v1/devices?selector=role%3Dpress").body();
    assertThat(selected).isEqualTo("[\"asked-2\"]");
  }

  @Test
  void whatIsToldOfItLaterChangesNothing() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("end"));
    new TestingDevice(http, "end-1").enrolled("{\"role\":\"engine\"}");
    answered("end-1", 1);
    revoke("end-1", "scrapped");
    answered("end-1", 2);
    write(() -> states.want("end-1", "end", "detect", 3, "sha256:3", Instant.now()));
    write(() -> states.silent("end-1", "end", "detect", 3, "sha256:3", "", Instant.now()));
    JsonNode model = http.get("viewer", "/api/v1/devices/end-1").json().at("/models/0");
    assertThat(model.path("status").asText()).isEqualTo("revoked");
    assertThat(model.path("reason").asText()).isEqualTo("scrapped");
    assertThat(model.path("actualGeneration").asLong()).isEqualTo(1);
    assertThat(model.path("wantedGeneration").asLong()).isEqualTo(1);
    assertThat(http.get("viewer", "/api/v1/ions/end/timeline").body())
        .contains("device.revoked", "scrapped", "person:operator");
    assertThat(http.get("viewer", "/devices/end-1").body()).contains("Revoked", "scrapped");
    assertThat(http.get("viewer", "/api/v1/devices/end-1/records").body())
        .contains("\"revoked\"", "scrapped");
  }

  @Test
  void aPersonRevokesOnceAndSaysWhy() {
    new TestingDevice(http, "once").enrolled("{}");
    assertThat(http.post("viewer", "/api/v1/devices/once/revoke", why("x")).status())
        .isEqualTo(403);
    assertThat(http.post("operator", "/api/v1/devices/once/revoke", "{}").status()).isEqualTo(400);
    assertThat(revoke("once", "x".repeat(1_001)).status()).isEqualTo(422);
    assertThat(revoke("never-there", "x").status()).isEqualTo(404);
    assertThat(revoke("once", "lost").status()).isEqualTo(200);
    assertThat(revoke("once", "lost").status()).isEqualTo(409);
  }

  @Test
  void onlyAPersonsTokenBringsTheNameBack() {
    TestingDevice device = new TestingDevice(http, "back").enrolled("{\"role\":\"saw\"}");
    revoke("back", "stolen");
    Answer refused = http.post("operator", "/api/v1/devices/tokens", "{\"device\":\"back\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("was revoked at");
    assertThat(device.enrol(device.token("null", true)).json().path("incarnation").asLong())
        .isEqualTo(2);
    assertThat(report(device, "back", 2).status()).isEqualTo(200);
    assertThat(http.get("service", "/internal/v1/devices?selector=role%3Dsaw").body())
        .contains("back");
  }

  private Answer revoke(String device, String reason) {
    return http.post("operator", "/api/v1/devices/" + device + "/revoke", why(reason));
  }

  private static String why(String reason) {
    return "{\"reason\":\"%s\"}".formatted(reason);
  }

  private static Answer report(TestingDevice device, String id, long incarnation) {
    return device.call("POST", "/edge/v1/reports", REPORT.formatted(id, incarnation), Map.of());
  }

  private void answered(String device, long generation) {
    String digest = "sha256:" + generation;
    write(() -> states.want(device, "end", "detect", generation, digest, Instant.now()));
    write(() ->
        states.answered(
            new DeviceStates.Report(
                device,
                "end",
                "detect",
                generation,
                digest,
                DeviceStatus.ACTIVE,
                "",
                Instant.now())));
  }

  private void write(Runnable work) {
    Objects.requireNonNull(
        transactions.executeWrite(status -> {
          work.run();
          return true;
        }));
  }
}
