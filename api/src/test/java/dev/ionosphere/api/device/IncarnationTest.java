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
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who a device is, when a machine with its name comes again. */
@MicronautTest(transactional = false)
class IncarnationTest {

  private static final String PUMP = "{\"role\":\"pump\"}";

  @Inject TestingHttp http;
  @Inject DeviceStates states;
  @Inject TransactionOperations<Connection> transactions;

  @Test
  void aTokenForATakenNameHasToSaySo() {
    new TestingDevice(http, "taken").enrolled(PUMP);
    Answer refused = http.post("operator", "/api/v1/devices/tokens", "{\"device\":\"taken\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("detail").asText())
        .contains("device taken is enrolled and was last seen at 20", "--replace");
    String yes = "{\"device\":\"taken\",\"replace\":true}";
    assertThat(http.post("operator", "/api/v1/devices/tokens", yes).status()).isEqualTo(200);
  }

  @Test
  void aPersonsTokenBeginsANewIncarnation() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("again"));
    TestingDevice old = new TestingDevice(http, "again-1").enrolled(PUMP);
    runs("again-1", "again", 3);
    TestingDevice next = new TestingDevice(http, "again-1");
    String token = next.token("null", true);
    Answer answer = next.enrol(token);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("incarnation").asLong()).isEqualTo(2);
    assertThat(next.enrol(token).json().path("incarnation").asLong())
        .as("its answer may have got lost")
        .isEqualTo(2);

    assertThat(report(old, "again-1", 1).status()).isEqualTo(401);
    assertThat(report(next, "again-1", 1).status()).isEqualTo(409);
    assertThat(report(next, "again-1", 2).status()).isEqualTo(200);
    JsonNode device = http.get("viewer", "/api/v1/devices/again-1").json();
    assertThat(device.path("labels").path("role").asText()).isEqualTo("pump");
    assertThat(device.at("/models/0/actualGeneration").asLong()).isZero();
    assertThat(device.at("/models/0/status").asText()).isEqualTo("behind");
    JsonNode records = http.get("viewer", "/api/v1/devices/again-1/records").json().path("items");
    assertThat(records).hasSize(2);
    assertThat(records.get(0).path("kind").asText()).isEqualTo("enrolled-again");
    assertThat(records.get(0).path("actor").asText()).isEqualTo("person:operator");
    assertThat(http.get("viewer", "/api/v1/ions/again/timeline").body())
        .contains("device.enrolled-again", "incarnation 2");
  }

  @Test
  void aTokenThatDoesNotReplaceDisplacesNobody() {
    TestingDevice device = new TestingDevice(http, "first");
    String other = device.token(PUMP, false);
    device.enrolled(PUMP);
    Answer answer = new TestingDevice(http, "first").enrol(other);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("a person decides");
    assertThat(report(device, "first", 1).status()).isEqualTo(200);
    assertThat(asks("first").path("said").asText()).contains("amd64", "512 MB");
  }

  @Test
  void aClaimAloneIsAQuestionToAPerson() {
    TestingDevice device = new TestingDevice(http, "claimed").enrolled(PUMP);
    TestingDevice stranger = new TestingDevice(http, "claimed");
    assertThat(stranger.claim().status()).isEqualTo(401);
    assertThat(stranger.enrol("guessed").status()).isEqualTo(401);
    assertThat(stranger.prove(stranger, Instant.now()).status()).isEqualTo(401);
    assertThat(report(device, "claimed", 1).status()).isEqualTo(200);
    assertThat(report(stranger, "claimed", 1).status()).isEqualTo(401);
    assertThat(asks("claimed").path("times").asLong()).isEqualTo(3);
    assertThat(http.get("viewer", "/api/v1/alerts").body())
        .containsOnlyOnce("device claimed asks to be enrolled again");
    assertThat(page("/devices/claimed")).contains("Asks to be enrolled again", "--replace");
    assertThat(page("/devices")).contains("asks to be enrolled again");

    assertThat(stranger.enrol(stranger.token("null", true)).status()).isEqualTo(200);
    assertThat(asks("claimed").isNull()).isTrue();
    assertThat(http.get("viewer", "/api/v1/alerts").body())
        .doesNotContain("device claimed asks to be enrolled again");
    assertThat(new TestingDevice(http, "nobody-yet").claim().status()).isEqualTo(401);
    assertThat(http.get("viewer", "/api/v1/alerts").body()).doesNotContain("nobody-yet");
  }

  @Test
  void theOldKeyIsProofEnough() {
    TestingDevice old = new TestingDevice(http, "keyed").enrolled(PUMP);
    TestingDevice next = new TestingDevice(http, "keyed");
    assertThat(next.prove(old, Instant.now().minusSeconds(400)).status()).isEqualTo(401);
    Instant now = Instant.now();
    Answer answer = next.prove(old, now);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("incarnation").asLong()).isEqualTo(2);
    assertThat(next.prove(old, now).json().path("incarnation").asLong())
        .as("once more, the answer was lost")
        .isEqualTo(2);
    assertThat(report(old, "keyed", 2).status()).isEqualTo(401);
    assertThat(report(next, "keyed", 2).status()).isEqualTo(200);
    assertThat(new TestingDevice(http, "keyed").prove(old, now).status())
        .as("a key that is over proves nothing")
        .isEqualTo(401);
  }

  @Test
  void whoHasTheKeyButLostTheAnswerIsTheSame() {
    TestingDevice device = new TestingDevice(http, "forgetful").enrolled(PUMP);
    Answer answer = device.prove(device, Instant.now());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("incarnation").asLong()).isEqualTo(1);
  }

  private void runs(String device, String ion, long generation) {
    Objects.requireNonNull(
        transactions.executeWrite(status -> {
          String digest = "sha256:" + "1".repeat(64);
          states.want(device, ion, "detect", generation, digest, Instant.now());
          states.answered(
              new DeviceStates.Report(
                  device,
                  ion,
                  "detect",
                  generation,
                  digest,
                  DeviceStatus.ACTIVE,
                  "",
                  Instant.now()));
          return true;
        }));
  }

  private static Answer report(TestingDevice device, String id, long incarnation) {
    String body =
        "{\"device\":\"%s\",\"incarnation\":%d,\"sent\":\"2026-03-01T10:00:00Z\",\"actual\":[],\"records\":[]}"
            .formatted(id, incarnation);
    return device.call("POST", "/edge/v1/reports", body, Map.of());
  }

  private JsonNode asks(String device) {
    return http.get("viewer", "/api/v1/devices/" + device).json().path("claim");
  }

  private String page(String path) {
    return http.get("viewer", path).body();
  }
}
