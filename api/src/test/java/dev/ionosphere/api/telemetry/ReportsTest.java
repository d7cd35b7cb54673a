package dev.ionosphere.api.telemetry;

import static dev.ionosphere.api.telemetry.TestingTelemetry.NOW;
import static dev.ionosphere.api.telemetry.TestingTelemetry.record;
import static dev.ionosphere.api.telemetry.TestingTelemetry.send;
import static dev.ionosphere.api.telemetry.TestingTelemetry.telemetry;
import static dev.ionosphere.api.telemetry.TestingTelemetry.verdicts;
import static dev.ionosphere.api.telemetry.TestingTelemetry.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.models.device.Telemetry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each record has a verdict of its own, and counts once. */
@MicronautTest(transactional = false)
class ReportsTest {

  private static final long[] GOOD = {10, 30, 10};
  private static final String ENGINE = "{\"role\":\"engine\"}";

  @Inject TestingHttp http;
  @Inject Ledger ledger;

  @Test
  void aRecordIsKnownByItsKeyWhateverItsBody() {
    String digest = ion("keys");
    TestingDevice device = new TestingDevice(http, "keys-1").enrolled(ENGINE);
    assertThat(verdicts(deliver(device, "a", 0, window("keys", digest, 1, GOOD, 0))))
        .containsExactly("accepted");
    assertThat(verdicts(deliver(device, "a", 0, window("keys", digest, 2, GOOD, 1))))
        .containsExactly("duplicate");
    assertThat(rows("keys")).isEqualTo(50);
    assertThat(verdicts(deliver(device, "b", 0, window("keys", digest, 2, GOOD, 1))))
        .as("another lane")
        .containsExactly("accepted");
    assertThat(rows("keys")).isEqualTo(100);
  }

  @Test
  void aWindowThatTheDeviceSpooledTwiceCountsOnce() {
    String digest = ion("twice");
    TestingDevice device = new TestingDevice(http, "twice-1").enrolled(ENGINE);
    Telemetry.Window window = window("twice", digest, 1, GOOD, 0);
    Telemetry telemetry =
        telemetry("twice-1", List.of(), List.of(record(1, window), record(2, window)));
    assertThat(verdicts(send(device, telemetry))).containsExactly("accepted", "duplicate");
    assertThat(rows("twice")).isEqualTo(50);
  }

  /** It begins to number at 1 again, under the same lane. */
  @Test
  void aDeviceThatWasFlashedIsCountedFromItsFirstRecord() {
    String digest = ion("flashed");
    TestingDevice before = new TestingDevice(http, "flashed-1").enrolled(ENGINE);
    Telemetry.Entry first = record(1, window("flashed", digest, 1, GOOD, 0));
    assertThat(verdicts(send(before, telemetry("flashed-1", List.of(), List.of(first)))))
        .containsExactly("accepted");
    TestingDevice after = new TestingDevice(http, "flashed-1");
    assertThat(after.enrol(after.token("null", true)).status()).isEqualTo(200);
    Telemetry again =
        new Telemetry(
            "flashed-1", 2, NOW, 0, 0, 0, List.of(), List.of(), List.of(first), null, null);
    assertThat(verdicts(send(after, again))).containsExactly("accepted");
    assertThat(verdicts(send(after, again))).containsExactly("duplicate");
    assertThat(rows("flashed")).isEqualTo(100);
  }

  @Test
  void aRecordThatCannotBeReadSpoilsNoOther() {
    String digest = ion("mixed");
    TestingDevice device = new TestingDevice(http, "mixed-1").enrolled(ENGINE);
    List<Telemetry.Entry> records = new ArrayList<>();
    records.add(entry(0, "window", "no window at all"));
    records.add(entry(1, "window", Map.of("rows", "many")));
    records.add(entry(2, "window", Map.of()));
    records.add(entry(3, "window", null));
    records.add(entry(4, "picture", Map.of()));
    records.add(entry(5, "incident", List.of(1)));
    records.add(entry(6, "window", window("mixed", digest, 1, GOOD, 0)));
    records.add(entry(6, "window", window("mixed", digest, 2, GOOD, 0)));
    Answer answer = send(device, telemetry("mixed-1", List.of(), records));
    assertThat(verdicts(answer))
        .containsExactly(
            "refused",
            "refused",
            "refused",
            "refused",
            "refused",
            "refused",
            "accepted",
            "duplicate");
    for (int i = 0; i < 6; i++) {
      JsonNode refused = answer.json().path("records").get(i);
      assertThat(refused.path("lane").asText()).isEqualTo("lane");
      assertThat(refused.path("sequence").asLong()).isEqualTo(i);
      assertThat(refused.path("reason").asText()).isNotBlank();
    }
    assertThat(rows("mixed")).isEqualTo(50);
  }

  @Test
  void aStateThatNoDeviceHasIsLeftOutAlone() {
    String digest = ion("states");
    TestingDevice device = new TestingDevice(http, "states-1").enrolled(ENGINE);
    Telemetry.Actual odd = new Telemetry.Actual("states", "detect", 1, digest, "dancing", "");
    Telemetry.Entry record = record(1, window("states", digest, 1, GOOD, 0));
    assertThat(verdicts(send(device, telemetry("states-1", List.of(odd), List.of(record)))))
        .containsExactly("accepted");
    assertThat(http.get("viewer", "/api/v1/alerts?ion=states").body()).contains("dancing");
  }

  @Test
  void recordsWithoutAKeyAreNoDelivery() {
    TestingDevice device = new TestingDevice(http, "keyless-1").enrolled(ENGINE);
    for (Telemetry.Entry entry :
        List.of(
            new Telemetry.Entry("a b", 0, "window", Map.of()),
            new Telemetry.Entry("a", -1, "window", Map.of()),
            new Telemetry.Entry("x".repeat(65), 0, "window", Map.of()))) {
      assertThat(send(device, telemetry("keyless-1", List.of(), List.of(entry))).status())
          .isEqualTo(422);
    }
    List<Telemetry.Entry> lanes = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      lanes.add(new Telemetry.Entry("lane" + i, 0, "window", Map.of()));
    }
    assertThat(send(device, telemetry("keyless-1", List.of(), lanes)).status()).isEqualTo(422);
  }

  @Test
  void anotherIncarnationIsAConflict() {
    TestingDevice device = new TestingDevice(http, "other-1").enrolled(ENGINE);
    Telemetry telemetry =
        new Telemetry("other-1", 2, NOW, 0, 0, 0, List.of(), List.of(), List.of(), null, null);
    Answer answer = send(device, telemetry);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("incarnation 2, enrolled is 1");
  }

  @Test
  void recordsPutAsideAreShownAndRaiseAnAlert() {
    TestingDevice device = new TestingDevice(http, "aside-1").enrolled(ENGINE);
    Telemetry.Incident incident =
        new Telemetry.Incident(NOW, "device.records.put-aside", null, null, "7 put aside");
    Telemetry telemetry =
        new Telemetry(
            "aside-1",
            1,
            NOW,
            0,
            0,
            7,
            List.of(),
            List.of(),
            List.of(record(0, incident)),
            null,
            null);
    assertThat(verdicts(send(device, telemetry))).containsExactly("accepted");
    JsonNode shown = http.get("viewer", "/api/v1/devices/aside-1").json();
    assertThat(shown.path("putAside").asLong()).isEqualTo(7);
    assertThat(http.get("viewer", "/api/v1/alerts").body())
        .contains("aside-1: 7 put aside", "device-records-put-aside");
  }

  @Test
  void theProgramThatRunsIsTheOneThatItSaidLast() {
    TestingDevice device = new TestingDevice(http, "agent-1").enrolled(ENGINE);
    Telemetry.Agent agent =
        new Telemetry.Agent(
            "0.4.0".repeat(20), "riscv64", 32, List.of("package/2", "plan/1", "no format", "a,b"));
    Telemetry telemetry =
        new Telemetry("agent-1", 1, NOW, 0, 0, 0, List.of(), List.of(), List.of(), null, agent);
    assertThat(send(device, telemetry).status()).isEqualTo(200);
    Telemetry later =
        new Telemetry("agent-1", 1, NOW, 1, 0, 0, List.of(), List.of(), List.of(), null, null);
    assertThat(send(device, later).status()).isEqualTo(200);
    JsonNode shown = http.get("viewer", "/api/v1/devices/agent-1").json();
    assertThat(shown.path("agentVersion").asText()).startsWith("0.4.0").hasSizeLessThan(41);
    assertThat(shown.path("architecture").asText()).isEqualTo("riscv64");
    assertThat(shown.path("memoryMb").asLong()).isEqualTo(32);
    assertThat(shown.path("reads"))
        .extracting(JsonNode::asText)
        .containsExactly("package/2", "plan/1");
  }

  @Test
  void aProgramThatSaysNothingOfItselfIsHeardAllTheSame() {
    TestingDevice device = new TestingDevice(http, "mute-1").enrolled(ENGINE);
    String silent = Json.canonical(telemetry("mute-1", List.of(), List.of()));
    for (String agent : List.of("{}", "{\"reads\":[]}", "{\"version\":null,\"memoryMb\":-1}")) {
      String report = silent.substring(0, silent.lastIndexOf('}')) + ",\"agent\":" + agent + "}";
      Answer answer =
          device.call(
              "POST",
              "/edge/v1/reports",
              report.replace("\"agent\":null,", "").replace(",\"agent\":null", ""),
              Map.of());
      assertThat(answer.status()).as(agent + ": " + answer.body()).isEqualTo(200);
    }
    JsonNode shown = http.get("viewer", "/api/v1/devices/mute-1").json();
    assertThat(shown.path("agentVersion").asText()).isEqualTo("unknown");
    assertThat(shown.path("reads")).isEmpty();
  }

  @Test
  void theOldPathSaysWhereToReport() {
    TestingDevice device = new TestingDevice(http, "old-1").enrolled(ENGINE);
    Answer answer = device.call("POST", "/edge/v1/telemetry", "{}", Map.of());
    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.json().path("code").asText()).isEqualTo("gone");
    assertThat(answer.json().path("detail").asText()).contains("/edge/v1/reports");
  }

  private static Telemetry.Entry entry(long sequence, String kind, Object body) {
    return new Telemetry.Entry("lane", sequence, kind, body);
  }

  private static Answer deliver(
      TestingDevice device, String lane, long sequence, Telemetry.Window window) {
    Telemetry.Entry entry = new Telemetry.Entry(lane, sequence, Telemetry.Entry.WINDOW, window);
    return send(device, telemetry("keys-1", List.of(), List.of(entry)));
  }

  private String ion(String name) {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml(name));
    return new TestingTelemetry(http, ledger).released(name);
  }

  private long rows(String ion) {
    return http.get("viewer", "/api/v1/ions/" + ion + "/nodes/detect/statistics")
        .json()
        .path("rows")
        .asLong();
  }
}
