package dev.ionosphere.api.telemetry;

import static dev.ionosphere.api.telemetry.TestingTelemetry.batch;
import static dev.ionosphere.api.telemetry.TestingTelemetry.entry;
import static dev.ionosphere.api.telemetry.TestingTelemetry.manifest;
import static dev.ionosphere.api.telemetry.TestingTelemetry.record;
import static dev.ionosphere.api.telemetry.TestingTelemetry.send;
import static dev.ionosphere.api.telemetry.TestingTelemetry.telemetry;
import static dev.ionosphere.api.telemetry.TestingTelemetry.verdicts;
import static dev.ionosphere.api.telemetry.TestingTelemetry.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.health.HealthReporter;
import dev.ionosphere.api.health.NodeHealths;
import dev.ionosphere.api.health.NodeJudge;
import dev.ionosphere.api.health.RunningModels;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.trace.BackgroundTraces;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.ModelSignature;
import dev.ionosphere.models.pack.ModelVerifier;
import dev.ionosphere.workflows.ion.IonSignal;
import dev.ionosphere.workflows.machine.node.AnomalyRate;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class TelemetryTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final long[] LIKE_TRAINING = {10, 30, 10};
  private static final long[] UNLIKE_TRAINING = {48, 1, 1};

  @Inject TestingHttp http;
  @Inject Ledger ledger;
  @Inject InMemoryIonWorkflows workflows;
  @Inject HealthReporter reporter;
  @Inject NodeHealths healths;
  @Inject NodeJudge judge;
  @Inject RunningModels running;
  @Inject StoredIons ions;
  @Inject BackgroundTraces traces;
  @Inject Clock clock;
  @Inject dev.ionosphere.api.model.ModelRegistry registry;

  @Test
  void windowCountsOnce() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("once"));
    String digest = testing().released("once");
    TestingDevice device = new TestingDevice(http, "once-1").enrolled("{\"role\":\"engine\"}");
    Telemetry.Window window = window("once", digest, 1, LIKE_TRAINING, 2);
    assertThat(verdicts(send(device, "once-1", window))).containsExactly("accepted");
    assertThat(verdicts(send(device, "once-1", window))).containsExactly("duplicate");
    JsonNode figures = http.get("viewer", "/api/v1/ions/once/nodes/detect/statistics").json();
    assertThat(figures.path("rows").asLong()).isEqualTo(50);
    assertThat(figures.path("anomalies").asLong()).isEqualTo(2);
    JsonNode anomalies = http.get("viewer", "/api/v1/devices/once-1/anomalies?limit=1").json();
    assertThat(anomalies.path("items")).hasSize(1);
    assertThat(anomalies.path("next").asLong()).isPositive();
    assertThat(http.get("viewer", "/api/v1/devices/once-1").json().path("spoolDepth").asLong())
        .isEqualTo(3);
  }

  @Test
  void figuresOfANodeThatIsNotThereAreNotFound() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("figures"));
    for (String figures : List.of("health", "statistics")) {
      assertThat(http.get("viewer", "/api/v1/ions/figures/nodes/detect/" + figures).status())
          .isEqualTo(200);
      assertThat(http.get("viewer", "/api/v1/ions/figures/nodes/none/" + figures).status())
          .isEqualTo(404);
      assertThat(http.get("viewer", "/api/v1/ions/none/nodes/detect/" + figures).status())
          .isEqualTo(404);
    }
  }

  @Test
  void deviceSpeaksForItselfOnly() {
    TestingDevice device = new TestingDevice(http, "self-1").enrolled("{}");
    Answer answer =
        send(device, "self-2", window("x", "sha256:" + "1".repeat(64), 1, LIKE_TRAINING, 0));
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void registeredModelIsSignedAndItsPartsAreChecked() {
    byte[] manifest = manifest("signed", new byte[] {1});
    String digest = Digest.of(manifest).value();
    testing().put(manifest);
    Answer missing = testing().register(digest, "signed");
    assertThat(missing.status()).isEqualTo(422);
    assertThat(missing.json().path("detail").asText()).contains("not uploaded");
    testing().put(new byte[] {1});
    ModelRef ref = Json.read(testing().register(digest, "signed").body(), ModelRef.class);
    assertThat(Json.read(testing().register(digest, "signed").body(), ModelRef.class))
        .isEqualTo(ref);
    assertThat(
            ModelVerifier.trusting(registry.trustedKeys())
                .verifies(new Digest(digest), new ModelSignature(ref.keyId(), ref.signature())))
        .isTrue();
    JsonNode model = http.get("viewer", "/api/v1/models/" + digest).json();
    assertThat(model.path("manifest").path("lineage").path("run").asText())
        .isEqualTo("signed.retrain.1");
  }

  @Test
  void tooManyAnomaliesAreReportedAndThatTheyAreOver() {
    String ion = "anomalies";
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml(ion));
    http.post("operator", "/api/v1/ions/" + ion + "/launch", "");
    String digest = testing().released(ion);
    TestingDevice device = new TestingDevice(http, "anomalies-1").enrolled("{\"role\":\"engine\"}");
    int sequence = 1;
    Duration later = Duration.ZERO;
    for (int anomalies : List.of(0, 20, 0)) {
      workflows.reports.clear();
      for (int i = 0; i < 12; i++) {
        send(device, "anomalies-1", window(ion, digest, sequence++, LIKE_TRAINING, anomalies));
      }
      judge.judgeAll();
      later = later.plusSeconds(6);
      HealthReporter reporter =
          new HealthReporter(healths, running, ions, workflows, traces, Clock.offset(clock, later));
      reporter.reportAll();
      reporter.reportAll();
      boolean raised = anomalies > 0;
      assertThat(workflows.reports)
          .singleElement()
          .isInstanceOfSatisfying(
              IonSignal.HealthReported.class,
              report -> {
                assertThat(report.drifted()).isFalse();
                assertThat(report.anomalies())
                    .isEqualTo(new AnomalyRate(raised, raised ? 0.4 : 0, 0.1));
              });
    }
  }

  @Test
  void driftIsReportedAfterHysteresisOnceAndRecoveryToo() {
    String ion = "drift";
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml(ion));
    http.post("operator", "/api/v1/ions/" + ion + "/launch", "");
    String digest = testing().released(ion);
    TestingDevice device = new TestingDevice(http, "drift-1").enrolled("{\"role\":\"engine\"}");
    workflows.reports.clear();
    int sequence = 1;
    // Windows of 50 rows: four are enough to see the limit, and a later one says that they are
    // whole.
    for (int i = 0; i < 5; i++) {
      send(device, "drift-1", window(ion, digest, sequence++, UNLIKE_TRAINING, 0));
    }
    judge.judgeAll();
    reporter.reportAll();
    // The first judgement of a model is told in any case.
    assertThat(workflows.reports)
        .singleElement()
        .isInstanceOfSatisfying(
            IonSignal.HealthReported.class, first -> assertThat(first.drifted()).isFalse());
    workflows.reports.clear();
    for (int i = 0; i < 4; i++) {
      send(device, "drift-1", window(ion, digest, sequence++, UNLIKE_TRAINING, 0));
    }
    judge.judgeAll();
    HealthReporter soon =
        new HealthReporter(
            healths, running, ions, workflows, traces, Clock.offset(clock, Duration.ofSeconds(6)));
    soon.reportAll();
    soon.reportAll();
    assertThat(workflows.reports).hasSize(1);
    IonSignal.HealthReported report = (IonSignal.HealthReported) workflows.reports.getFirst();
    assertThat(report.drifted()).isTrue();
    assertThat(report.digest()).isEqualTo(digest);
    assertThat(report.similarity().get("s1")).isLessThan(0.8);
    assertThat(report.trace()).startsWith("00-");
    assertThat(http.get("viewer", "/api/v1/alerts?ion=drift").body()).contains("\"drift\"");
    // It goes on: what kept the ION from training may have passed.
    Clock later = Clock.offset(clock, Duration.ofMinutes(11));
    new HealthReporter(healths, running, ions, workflows, traces, later).reportAll();
    assertThat(workflows.reports).hasSize(2);
    assertThat(((IonSignal.HealthReported) workflows.reports.getLast()).id())
        .isNotEqualTo(report.id());
    new HealthReporter(healths, running, ions, workflows, traces, later).reportAll();
    assertThat(workflows.reports).hasSize(2);
    workflows.reports.removeLast();
    for (int i = 0; i < 8; i++) {
      send(device, "drift-1", window(ion, digest, sequence++, LIKE_TRAINING, 0));
    }
    judge.judgeAll();
    JsonNode health = http.get("viewer", "/api/v1/ions/drift/nodes/detect/health").json();
    assertThat(health.path("judgement").path("drifted").asBoolean()).isFalse();
    assertThat(health.path("history")).hasSize(4);
    assertThat(health.path("features").get(0).path("psi").isNumber()).isTrue();
    assertThat(http.get("viewer", "/api/v1/alerts?ion=drift").json().path("items")).isEmpty();
  }

  @Test
  void incidentGoesToTheTimelineOnce() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("incident"));
    TestingDevice device = new TestingDevice(http, "incident-1").enrolled("{\"role\":\"engine\"}");
    Telemetry.Incident incident =
        new Telemetry.Incident(
            NOW, "device.model.refused", "incident", "detect", "signature does not fit");
    for (int i = 0; i < 2; i++) {
      send(device, telemetry("incident-1", List.of(), List.of(record(i, incident))));
    }
    JsonNode items = http.get("viewer", "/api/v1/ions/incident/timeline").json().path("items");
    assertThat(items).hasSize(1);
    assertThat(items.get(0).path("kind").asText()).isEqualTo("device.model.refused");
    assertThat(items.get(0).path("data").path("message").asText())
        .isEqualTo("signature does not fit");
  }

  @Test
  void historyKnowsWhatRanWhoAllowedItOnWhichEvidence() {
    String digest = "sha256:" + "c".repeat(64);
    ledger.append(
        batch(
            "history",
            entry(
                "1",
                "approval.opened",
                Map.of(
                    "approval",
                    "history.review.1",
                    "approvalSubject",
                    digest,
                    "candidate",
                    digest,
                    "role",
                    "approver",
                    "required",
                    1,
                    "requesters",
                    List.of("schedule"),
                    "evidence",
                    "sha256:" + "e".repeat(64))),
            entry(
                "2",
                "approval.decided",
                Map.of(
                    "approval", "history.review.1",
                    "decision", "approve",
                    "person", "approver",
                    "reason", "good",
                    "outcome", "approved")),
            entry(
                "3",
                "model.released",
                Map.of(
                    "node",
                    "detect",
                    "generation",
                    1,
                    "digest",
                    digest,
                    "allowedBy",
                    List.of("history.review.1"))),
            entry(
                "4",
                "device.applied",
                Map.of(
                    "device", "history-1",
                    "node", "detect",
                    "generation", 1,
                    "digest", digest,
                    "status", "active",
                    "reason", ""))));
    JsonNode before =
        http.get("viewer", "/api/v1/devices/history-1/models?at=2026-02-28T00:00:00Z").json();
    assertThat(before.path("running")).isEmpty();
    JsonNode after =
        http.get("viewer", "/api/v1/devices/history-1/models?at=2026-03-02T00:00:00Z").json();
    JsonNode running = after.path("running").get(0);
    assertThat(running.path("model").path("digest").asText()).isEqualTo(digest);
    JsonNode permission = running.path("allowedBy").get(0);
    assertThat(permission.path("approval").path("evidence").asText()).startsWith("sha256:eee");
    assertThat(permission.path("decisions").get(0).path("person").asText()).isEqualTo("approver");
  }

  private TestingTelemetry testing() {
    return new TestingTelemetry(http, ledger);
  }
}
