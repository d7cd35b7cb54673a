package dev.ionosphere.api.telemetry;

import static dev.ionosphere.api.telemetry.TestingTelemetry.batch;
import static dev.ionosphere.api.telemetry.TestingTelemetry.entry;
import static dev.ionosphere.api.telemetry.TestingTelemetry.record;
import static dev.ionosphere.api.telemetry.TestingTelemetry.send;
import static dev.ionosphere.api.telemetry.TestingTelemetry.telemetry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.models.device.Telemetry;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What devices tell of themselves that people must hear of. */
@MicronautTest(transactional = false)
class DeviceAlertsTest {

  @Inject TestingHttp http;
  @Inject Ledger ledger;

  @ParameterizedTest
  @CsvSource({
    "device.model.lost, device-model-lost, critical",
    "device.model.fell-back, device-fell-back, warning",
    "device.model.refused, device-refused, warning"
  })
  void whatADeviceRunsNoMoreIsAnAlertUntilItRunsAgain(String kind, String alert, String severity) {
    String ion = alert + "-ion";
    String name = alert + "-1";
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml(ion));
    TestingDevice device = new TestingDevice(http, name).enrolled("{\"role\":\"engine\"}");
    tell(device, name, kind, ion, "actual.json is zeroed");
    assertThat(alerts(ion))
        .singleElement()
        .satisfies(raised -> {
          assertThat(raised.path("kind").asText()).isEqualTo(alert);
          assertThat(raised.path("severity").asText()).isEqualTo(severity);
          assertThat(raised.path("node").asText()).isEqualTo("detect");
          assertThat(raised.path("message").asText()).isEqualTo(name + ": actual.json is zeroed");
        });
    ledger.append(
        batch(
            ion,
            entry(
                "applied",
                "device.applied",
                Map.of(
                    "rollout",
                    "rollout:1",
                    "node",
                    "detect",
                    "device",
                    name,
                    "generation",
                    1,
                    "digest",
                    "",
                    "status",
                    "ACTIVE",
                    "reason",
                    ""))));
    assertThat(alerts(ion)).isEmpty();
  }

  @Test
  void aModelThatADeviceFetchedAgainByItselfIsLostNoMore() {
    String ion = "refetched";
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml(ion));
    TestingDevice device = new TestingDevice(http, "refetched-1").enrolled("{\"role\":\"engine\"}");
    runs(device, ion, 0, "failed");
    tell(device, "refetched-1", "device.model.lost", ion, "actual.json is zeroed");
    assertThat(alerts(ion)).hasSize(1);
    runs(device, ion, 1, "active");
    assertThat(alerts(ion)).isEmpty();
  }

  private static void runs(TestingDevice device, String ion, long generation, String status) {
    Telemetry.Actual actual = new Telemetry.Actual(ion, "detect", generation, "", status, "");
    assertThat(
            TestingTelemetry.send(
                    device, TestingTelemetry.telemetry("refetched-1", List.of(actual), List.of()))
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "device.order.refused, order-refused, critical, order refused (unsigned): 0 good signatures",
    "device.agent.failed, device-agent-failed, warning, thread telemetry failed",
    "device.disk.fault, device-disk-fault, warning, orders/root.json is zeroed"
  })
  void whatIsOfNoIonIsAnAlertOfTheDevice(
      String kind, String alert, String severity, String message) {
    String name = alert + "-2";
    TestingDevice device = new TestingDevice(http, name).enrolled("{}");
    tell(device, name, kind, null, message);
    assertThat(alerts("").stream().filter(raised -> of(raised, alert, name)))
        .singleElement()
        .satisfies(raised -> {
          assertThat(raised.path("severity").asText()).isEqualTo(severity);
          assertThat(raised.path("message").asText()).isEqualTo(name + ": " + message);
        });
  }

  @Test
  void anOrderThatAnotherWayOvertookIsNoAlert() {
    TestingDevice device = new TestingDevice(http, "overtaken").enrolled("{}");
    tell(device, "overtaken", "device.order.refused", null, "order refused (older): got 1.1");
    assertThat(alerts("")).noneMatch(raised -> of(raised, "order-refused", "overtaken"));
  }

  @Test
  void aClockThatIsWrongIsFlaggedUntilItIsRight() {
    TestingDevice device = new TestingDevice(http, "clockless").enrolled("{}");
    for (String wrong : List.of("1970-01-01T00:00:10Z", "2038-01-19T03:14:08Z")) {
      sent(device, "clockless", Instant.parse(wrong));
      sent(device, "clockless", Instant.parse(wrong).plusSeconds(1));
      assertThat(
              alerts("").stream().filter(raised -> of(raised, "device-clock-wrong", "clockless")))
          .singleElement()
          .satisfies(raised ->
              assertThat(raised.path("message").asText())
                  .contains("clockless: its clock says " + wrong, "not to be trusted"));
      sent(device, "clockless", Instant.now());
      assertThat(alerts("")).noneMatch(raised -> of(raised, "device-clock-wrong", "clockless"));
    }
  }

  private static boolean of(JsonNode alert, String kind, String device) {
    return alert.path("kind").asText().equals(kind)
        && alert.path("message").asText().startsWith(device + ": ");
  }

  private void sent(TestingDevice device, String name, Instant at) {
    Telemetry empty =
        new Telemetry(name, 1, at, 0, 0, 0, List.of(), List.of(), List.of(), null, null);
    assertThat(send(device, empty).status()).isEqualTo(200);
  }

  private void tell(
      TestingDevice device, String name, String kind, @Nullable String ion, String message) {
    Telemetry.Incident incident =
        new Telemetry.Incident(
            TestingTelemetry.NOW, kind, ion, ion == null ? null : "detect", message);
    assertThat(send(device, telemetry(name, List.of(), List.of(record(0, incident)))).status())
        .isEqualTo(200);
  }

  private List<JsonNode> alerts(String ion) {
    List<JsonNode> alerts = new ArrayList<>();
    String query = ion.isEmpty() ? "limit=500" : "ion=" + ion;
    http.get("viewer", "/api/v1/alerts?" + query)
        .json()
        .path("items")
        .forEach(alert -> {
          if (!ion.isEmpty() || alert.path("ion").asText().isEmpty()) {
            alerts.add(alert);
          }
        });
    return alerts;
  }
}
