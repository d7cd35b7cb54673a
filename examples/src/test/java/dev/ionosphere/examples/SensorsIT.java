package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pumps whose sensors fail, each in its own way, beside some that are well, on real parts: what is
 * wrong with each is told where people look. The chapters build on each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SensorsIT {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int TRAINING = 3_000;
  private static final int AT_ONCE = 40;
  private static final String DOCUMENT =
      """
      apiVersion: ionosphere.dev/v1
      kind: ION
      metadata: {name: pumps}
      spec:
        nodes:
          learn:
            kind: training
            placement: {cloud: {engine: spark}}
            component: kmeans
            arguments: {k: 2, input: "data/train.csv", categories: [mode], goldenRows: 1000}
          review: {kind: approval, approvers: {role: approver}, expires: {after: 1h}}
          detect:
            kind: inference
            placement: {devices: "role=pump"}
            every: 1s
            bucket: 1s
            source: {file: "data/${device}.csv"}
            health: {minSamples: 100, hysteresis: 1, source: {idle: 20s}}
            rollout: {waves: [100%], gate: {soak: 1s}}
        edges:
          - {from: learn, to: review}
          - {from: review, to: detect}
      """;

  private static final Map<String, TestingPump> PUMPS = new LinkedHashMap<>();
  private static LocalIon ion;
  private static TestingPages pages;

  @BeforeAll
  static void start() throws IOException {
    ion = LocalIon.create("sensors", Map.of());
    Path data = Files.createDirectories(ion.directory().resolve("data"));
    new TestingPump(data.resolve("train.csv"), 1).write(TRAINING);
    ion.ion("up");
    for (String pump :
        new String[] {"dead", "stuck", "blank", "noisy", "stopped", "well-1", "well-2", "well-3"}) {
      PUMPS.put(pump, new TestingPump(data.resolve(pump + ".csv"), 2 + PUMPS.size()));
      ion.ion("edge", "run", pump, "--label", "role=pump", "--source", ion.directory().toString());
    }
    writeAll();
    Path document = Files.writeString(ion.directory().resolve("pumps.yaml"), DOCUMENT);
    ion.ion("apply", document.toString());
    ion.ion("launch", "pumps");
    ion.ion("run", "pumps", "learn", "--wait", "--as", "scientist");
    ion.ion("approve", "pumps.review.1", "--reason", "the first");
    pages = TestingPages.loggedIn("http://127.0.0.1:" + ion.port("hub"), ion.token("viewer"));
  }

  @AfterAll
  static void stop() {
    if (ion != null) {
      ion.close();
    }
  }

  private static void writeAll() {
    PUMPS.forEach((name, pump) -> {
      try {
        pump.write(AT_ONCE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  @Test
  @Order(1)
  void pumpsThatAreWellRaiseNoAlert() {
    Eventually.holds(
        "all have rows that were judged",
        SOON,
        () -> {
          writeAll();
          JsonNode judged = health().path("devices");
          return judged.size() == PUMPS.size()
              && judged.valueStream().allMatch(device -> device.path("rows").asLong() >= 50);
        },
        SensorsIT::health);
    assertThat(alerts()).isEmpty();
    PUMPS.get("dead").fault = TestingPump.Fault.DEAD;
    PUMPS.get("stuck").fault = TestingPump.Fault.STUCK;
    PUMPS.get("blank").fault = TestingPump.Fault.BLANK;
    PUMPS.get("noisy").fault = TestingPump.Fault.NOISY;
    PUMPS.get("stopped").fault = TestingPump.Fault.STOPPED;
  }

  @ParameterizedTest
  @Order(2)
  @CsvSource(
      delimiter = '|',
      value = {
        "dead | device-values-missing | heat: 100.0 % of",
        "stuck | device-sensor-stuck | heat: is 50 in all of",
        "blank | device-values-missing | heat: ",
        "noisy | device-anomalies | are anomalies, allowed 10.0 %",
        "stopped | device-source-stopped | no row for",
      })
  void eachFaultIsToldWherePeopleLook(String pump, String kind, String said) {
    Eventually.holds(
        kind + " of " + pump,
        SOON,
        () -> {
          writeAll();
          return alerts().valueStream().anyMatch(alert -> isOf(alert, pump, kind, said));
        },
        SensorsIT::alerts);
    assertThat(ion.ion("alerts")).containsPattern(kind + " .*" + pump + " .*" + said);
    assertThat(ion.ion("health", "pumps", "detect")).containsPattern(pump + " .*" + said);
    for (String page : new String[] {"/alerts", "/devices/" + pump, "/ions/pumps/health/detect"}) {
      assertThat(pages.get(page)).as(page).contains(pump, said);
    }
  }

  @Test
  @Order(3)
  void nothingIsToldOfThoseThatAreWell() {
    assertThat(alerts().valueStream().map(alert -> alert.path("device").asText()))
        .doesNotContain("well-1", "well-2", "well-3");
  }

  @Test
  @Order(4)
  void aCategoryThatTrainingDidNotSeeIsToldWithItsFeature() {
    assertThat(mode().path("labels")).extracting(JsonNode::asText).isEqualTo(TestingPump.MODES);
    assertThat(unseen()).isZero();
    PUMPS.values().forEach(pump -> pump.strange = 0.12);
    Eventually.holds(
        "the alert of the unseen mode",
        SOON,
        () -> {
          writeAll();
          return alerts().valueStream().anyMatch(SensorsIT::isOfMode);
        },
        SensorsIT::health);
    assertThat(ion.ion("alerts")).containsPattern("feature-shift .*mode: PSI");
    assertThat(ion.ion("health", "pumps", "detect"))
        .containsPattern("mode +hand +\\d")
        .containsPattern("mode +\\(unseen in training\\) +0.0 % +1\\d.\\d %");
    assertThat(unseen()).isPositive();
    for (String page : new String[] {"/alerts", "/ions/pumps"}) {
      assertThat(pages.get(page)).as(page).contains("mode: PSI", "training did not see");
    }
    assertThat(pages.get("/ions/pumps/health/detect"))
        .as("its histogram has a place for what training did not see")
        .contains("title=\"mode\"", "&#34;unseen&#34;");
  }

  @Test
  @Order(5)
  void whatWasMendedIsAnAlertNoMore() {
    PUMPS.get("dead").fault = TestingPump.Fault.NONE;
    PUMPS.get("stopped").fault = TestingPump.Fault.NONE;
    Eventually.holds(
        "alerts of pumps that are mended go",
        SOON,
        () -> {
          writeAll();
          return alerts()
              .valueStream()
              .map(alert -> alert.path("device").asText())
              .noneMatch(device -> device.equals("dead") || device.equals("stopped"));
        },
        SensorsIT::alerts);
    assertThat(pages.get("/alerts")).contains("its cause is gone");
  }

  private static boolean isOf(JsonNode alert, String pump, String kind, String said) {
    return alert.path("device").asText().equals(pump)
        && alert.path("kind").asText().equals(kind)
        && alert.path("message").asText().contains(said);
  }

  private static boolean isOfMode(JsonNode alert) {
    String said = alert.path("message").asText();
    return alert.path("kind").asText().equals("feature-shift")
        && said.contains("mode: PSI")
        && said.contains("training did not see");
  }

  private static JsonNode mode() {
    return health()
        .path("features")
        .valueStream()
        .filter(feature -> feature.path("name").asText().equals("mode"))
        .findFirst()
        .orElseThrow();
  }

  private static int unseen() {
    return mode().path("now").get(TestingPump.MODES.size()).asInt();
  }

  private static JsonNode alerts() {
    return ion.hub("viewer").get("/api/v1/alerts").path("items");
  }

  private static JsonNode health() {
    return ion.hub("viewer").get("/api/v1/ions/pumps/nodes/detect/health");
  }
}
