package dev.ionosphere.api.telemetry;

import static dev.ionosphere.api.telemetry.TestingTelemetry.NOW;
import static dev.ionosphere.api.telemetry.TestingTelemetry.batch;
import static dev.ionosphere.api.telemetry.TestingTelemetry.entry;
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
import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.Alerts;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.models.device.Telemetry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An enrolled device speaks for what it serves, in counts that can be. */
@MicronautTest(transactional = false)
class TelemetryAdmissionTest {

  private static final long[] GOOD = {10, 30, 10};
  private static final String ENGINE = "{\"role\":\"engine\"}";

  @Inject TestingHttp http;
  @Inject Ledger ledger;
  @Inject Alerts alertsKept;
  @Inject DeviceModels models;

  @Test
  void countsThatCannotBeAreLeftOutAndSaid() {
    String digest = ion("counts");
    TestingDevice device = new TestingDevice(http, "counts-1").enrolled(ENGINE);
    List<Telemetry.Window> bad = new ArrayList<>();
    bad.add(window("counts", digest, 1, new long[] {-1, 1, 1}, 0));
    bad.add(window("counts", digest, 2, new long[] {Long.MAX_VALUE, Long.MAX_VALUE, 2}, 0));
    bad.add(window("counts", digest, 3, new long[] {1, 1}, 0));
    Map<String, long[]> names = new HashMap<>(Map.of("s1", GOOD));
    for (int i = 0; i < 1_000; i++) {
      names.put("made-up-" + i, GOOD);
    }
    bad.add(window("counts", digest, 4, GOOD, 0).withHistograms(names));
    for (Telemetry.Window window : bad) {
      Answer answer = send(device, "counts-1", window);
      assertThat(verdicts(answer)).containsExactly("refused");
      assertThat(answer.json().path("records").get(0).path("reason").asText()).isNotEmpty();
      assertThat(send(device, "counts-1", window).body())
          .as("asked again")
          .isEqualTo(answer.body());
    }
    assertThat(rows("counts")).isZero();
    JsonNode alerts = http.get("viewer", "/api/v1/alerts?ion=counts").json().path("items");
    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0).path("kind").asText()).isEqualTo("telemetry-refused");
    assertThat(alerts.get(0).path("message").asText()).contains("window 1", "[-1, 1, 1]");
    send(device, "counts-1", window("counts", digest, 5, GOOD, 0));
    assertThat(rows("counts")).isEqualTo(50);
    assertThat(http.get("viewer", "/api/v1/alerts?ion=counts").json().path("items")).hasSize(1);
    Alert open =
        alertsKept
            .findByIonAndKindAndSubjectAndClearedAtIsNull("counts", "telemetry-refused", "counts-1")
            .getFirst();
    alertsKept.update(
        new Alert(
            open.id(),
            open.ion(),
            open.node(),
            open.subject(),
            open.kind(),
            open.severity(),
            open.message(),
            open.raisedAt().minus(Duration.ofMinutes(10)),
            null,
            null,
            null,
            null));
    send(device, "counts-1", window("counts", digest, 7, GOOD, 0));
    assertThat(http.get("viewer", "/api/v1/alerts?ion=counts").json().path("items")).isEmpty();
    send(device, "counts-1", window("counts", digest, 8, GOOD, 0));
    for (String what : List.of("health", "statistics")) {
      TestingHttp.Answer none = http.get("viewer", "/api/v1/ions/counts/nodes/retrain/" + what);
      assertThat(none.status()).isEqualTo(404);
      assertThat(none.body()).contains("node retrain of ION counts scores nothing");
    }
  }

  @Test
  void nobodySpeaksForNodesItDoesNotServe() {
    String digest = ion("others");
    TestingDevice device = new TestingDevice(http, "stranger-1").enrolled("{\"role\":\"pump\"}");
    Telemetry telemetry =
        telemetry(
            "stranger-1",
            List.of(new Telemetry.Actual("others", "detect", 9, digest, "active", "")),
            List.of(
                record(1, window("others", digest, 1, GOOD, 0)),
                record(2, window("no-such-ion", digest, 1, GOOD, 0)),
                record(
                    1,
                    new Telemetry.Incident(
                        NOW, "device.model.refused", "others", "detect", "lies"))));
    assertThat(verdicts(send(device, telemetry))).containsOnly("refused").hasSize(3);
    assertThat(rows("others")).isZero();
    assertThat(http.get("viewer", "/api/v1/ions/others/timeline").body()).doesNotContain("lies");
    assertThat(http.get("viewer", "/api/v1/devices/stranger-1").json().path("models")).isEmpty();
  }

  @Test
  void aModelCountsWhereItWasReleased() {
    String digest = ion("home");
    ion("away");
    TestingDevice device = new TestingDevice(http, "home-1").enrolled(ENGINE);
    send(device, "home-1", window("away", digest, 1, GOOD, 0));
    assertThat(rows("away")).isZero();
    send(device, "home-1", window("home", digest, 2, GOOD, 0));
    assertThat(rows("home")).isEqualTo(50);
  }

  @Test
  void whatWasDoneOfflineCountsAfterTheDocumentChanged() {
    String digest = ion("moved");
    TestingDevice device = new TestingDevice(http, "moved-1").enrolled(ENGINE);
    ledger.append(
        batch(
            "moved",
            entry(
                "2",
                "rollout.started",
                Map.of(
                    "rollout",
                    "rollout:moved:detect:1",
                    "node",
                    "detect",
                    "generation",
                    1,
                    "digest",
                    digest,
                    "waves",
                    List.of(1),
                    "devices",
                    1))));
    http.yaml(
        "operator",
        "/api/v1/ions",
        TestingIon.yaml("moved").replace("role=engine", "role=turbine"));
    assertThat(http.get("viewer", "/api/v1/ions/moved").body()).contains("role=turbine");
    send(device, "moved-1", window("moved", digest, 1, GOOD, 0));
    assertThat(rows("moved")).isEqualTo(50);
  }

  @Test
  void incidentsOfADeliveryAreBounded() {
    ion("noisy");
    TestingDevice device = new TestingDevice(http, "noisy-1").enrolled(ENGINE);
    List<Telemetry.Entry> incidents = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      incidents.add(
          record(
              i, new Telemetry.Incident(NOW, "device.rows.bad", "noisy", "detect", "row\0 " + i)));
    }
    List<String> verdicts = verdicts(send(device, telemetry("noisy-1", List.of(), incidents)));
    assertThat(verdicts.subList(0, 200)).containsOnly("accepted");
    assertThat(verdicts.subList(200, 300)).containsOnly("refused");
    JsonNode items =
        http.get("viewer", "/api/v1/ions/noisy/timeline?limit=1000&kind=device.rows.bad")
            .json()
            .path("items");
    assertThat(items).hasSize(200);
    assertThat(items.get(0).path("data").path("message").asText()).isEqualTo("row 199");
  }

  @Test
  void rowsOfAReleaseThatTheTimelineHasNotToldOfYetAreAskedForAgain() {
    String first = ion("early");
    TestingDevice device = new TestingDevice(http, "early-1").enrolled(ENGINE);
    String digest = "sha256:" + "7".repeat(64);
    Telemetry.Window plain = window("early", digest, 1, GOOD, 0).withHistograms(Map.of());
    Telemetry.Window window =
        new Telemetry.Window(
            plain.ion(),
            plain.node(),
            plain.digest(),
            2,
            plain.sequence(),
            plain.from(),
            plain.to(),
            plain.rows(),
            plain.histograms(),
            plain.predictions(),
            plain.anomalies(),
            plain.firstRow(),
            plain.offline());
    assertThat(send(device, "early-1", window).status()).isEqualTo(503);
    assertThat(rows("early")).isZero();
    ledger.append(
        batch(
            "early",
            entry(
                "2",
                "model.released",
                Map.of("node", "detect", "generation", 2, "digest", digest))));
    assertThat(verdicts(send(device, "early-1", window))).containsExactly("accepted");
    assertThat(rows("early")).isEqualTo(50);
    assertThat(first).isNotEqualTo(digest);
  }

  @Test
  void aDeviceDoesNotSayWhatItShouldRun() {
    String digest = ion("sly");
    TestingDevice device = new TestingDevice(http, "sly-1").enrolled(ENGINE);
    String other = "sha256:" + "9".repeat(64);
    Telemetry.Actual lie = new Telemetry.Actual("sly", "detect", 999, other, "active", "");
    send(device, telemetry("sly-1", List.of(lie), List.of()));
    send(device, "sly-1", window("sly", other, 1, GOOD, 0));
    assertThat(rows("sly")).isZero();
    assertThat(models.findById("sly-1:sly:detect").orElseThrow().wantedGeneration()).isZero();
    assertThat(digest).isNotEqualTo(other);
  }

  @Test
  void aDeviceTellsOfItselfOnly() {
    ion("teller");
    TestingDevice device = new TestingDevice(http, "teller-1").enrolled(ENGINE);
    Telemetry.Incident forged =
        new Telemetry.Incident(NOW, "device.applied", "teller", "detect", "all is well");
    Telemetry telling = telemetry("teller-1", List.of(), List.of(record(1, forged)));
    assertThat(verdicts(send(device, telling))).containsExactly("refused");
    String timeline = http.get("viewer", "/api/v1/ions/teller/timeline?limit=1000").body();
    assertThat(timeline).doesNotContain("all is well");
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
