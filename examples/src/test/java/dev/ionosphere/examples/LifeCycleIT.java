package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/**
 * One turbofan ION on real parts, from its first training to a refused model. The chapters build on
 * each other: a training on Spark is too dear to repeat for each.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifeCycleIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TRAINING = Duration.ofMinutes(4);
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String RUN = "/api/v1/ions/turbofan/nodes/retrain/run";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final Map<String, Integer> ENGINES = Map.of("engine-61", 61, "engine-62", 62);
  private static final Map<String, Integer> ROWS = new LinkedHashMap<>();

  private static TraceReceiver traces;
  private static LocalIon ion;
  private static TemporalDoors temporal;
  private static Turbofan turbofan;
  private static String requesterToken;

  @BeforeAll
  static void start() throws IOException {
    traces = new TraceReceiver();
    ion = LocalIon.create("life-cycle", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", traces.endpoint()));
    temporal = new TemporalDoors(ion);
    turbofan = new Turbofan(ion.example().resolve("data/train_FD001.txt.gz"));
    turbofan.writeTraining(ion.directory());
    ion.ion("up");
    for (Map.Entry<String, Integer> engine : ENGINES.entrySet()) {
      String device = engine.getKey();
      ROWS.put(device, turbofan.writeEngine(ion.directory(), device, engine.getValue()));
      ion.ion(
          "edge", "run", device, "--label", "role=engine", "--source", ion.directory().toString());
    }
    Path example = ion.example();
    String document = example.resolve("ion.yaml").toString();
    String overlay = example.resolve("demo.yaml").toString();
    ion.ion("apply", "-f", document, "-f", overlay, "--as", "operator");
    ion.ion("launch", "turbofan", "--as", "operator");
    requesterToken =
        ion.ion("people", "add", "ann", "--role", "data-scientist", "--role", "approver").strip();
  }

  @AfterAll
  static void stop() {
    if (ion != null) {
      ion.close();
    }
    if (traces != null) {
      traces.close();
    }
  }

  @Test
  @Order(1)
  void anOpenApprovalSurvivesTheDeathOfEverything() {
    HubClient.Answer asked =
        asAnn()
            .with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
            .send("POST", RUN, "application/json", "{}");
    assertThat(asked.status()).as(asked.text()).isBetween(200, 202);
    JsonNode before = awaitPendingApproval(TRAINING);
    // who is killed loses what he has not sent yet
    awaitSpans("POST " + RUN.replace("turbofan", "{ion}").replace("retrain", "{node}"), 1);
    awaitSpans("train", 1);

    for (String process : ion.processes()) {
      ion.kill(process);
    }
    ion.ion("up");

    JsonNode after = awaitPendingApproval(SOON);
    assertThat(after.path("id")).isEqualTo(before.path("id"));
    assertThat(after.path("subject")).isEqualTo(before.path("subject"));
  }

  @Test
  @Order(2)
  void temporalAloneTellsTheStory() {
    assertThat(temporal.cli("workflow", "list", "--query", "IonName='turbofan'").output())
        .contains("ion:turbofan");
    assertThat(
            temporal
                .cli("workflow", "show", "--workflow-id", "ion:turbofan", "--output", "json")
                .output())
        .contains("\"Train\"");
    assertThat(
            temporal
                .cli("workflow", "query", "--workflow-id", "ion:turbofan", "--name", "state")
                .output())
        .contains(awaitPendingApproval(SOON).path("id").asText());
  }

  @Test
  @Order(3)
  void temporalsDoorsRefuseWhatTheHubWouldRefuse() throws IOException {
    JsonNode approval = awaitPendingApproval(SOON);
    String id = approval.path("id").asText();

    ObjectNode withoutTicket = JSON.createObjectNode();
    withoutTicket.put("approval", id).put("decision", "approve").put("reason", "let me");
    withoutTicket.set("subject", approval.path("subject"));
    assertRefused(withoutTicket, "ticket");

    ObjectNode wrongDigest = ticket("approver", id);
    wrongDigest.put("subject", "sha256:" + "0".repeat(64));
    assertRefused(wrongDigest, "wrong-digest");

    HubClient.Answer requester =
        asAnn()
            .post(
                "/api/v1/approvals/" + id + "/ticket",
                Map.of("decision", "approve", "reason", "it is mine"));
    assertThat(requester.status()).as("she is an approver: %s", requester).isEqualTo(200);
    assertRefused(requester.body(), "requester");

    assertThat(awaitPendingApproval(SOON).path("id").asText()).isEqualTo(id);
  }

  @Test
  @Order(4)
  void oneDecisionThroughTemporalsCliIsEnough() throws IOException {
    JsonNode approval = awaitPendingApproval(SOON);
    ObjectNode decision = ticket("approver", approval.path("id").asText());

    Program.Result decided = temporal.decide(decision);

    assertThat(decided.exitCode()).as(decided.output()).isZero();
    awaitDevicesOn(1);
    assertRefused(decision, approval.path("id").asText());
  }

  @Test
  @Order(5)
  void oneTraceLeadsFromTheRequestToTheSwap() {
    awaitSpans("swap", ENGINES.size());
    assertThat(traces.of(TRACE))
        .extracting(TraceReceiver.Span::service)
        .contains("ionosphere-hub", "ionosphere-worker-cloud", "ionosphere-edge");
  }

  @Test
  @Order(6)
  void aDeviceCutOffScoresOnAndItsCountsMatchToTheRow() throws IOException {
    String device = "engine-61";
    ENGINES.keySet().forEach(LifeCycleIT::awaitRowsAtHub);
    long offlineBefore = totals(device, "offlineRows");

    ion.kill("hub");
    ion.kill("temporal");
    Eventually.holds(
        device + " sees that the hub is gone",
        SOON,
        () -> !status(device).path("hub").asBoolean(),
        () -> status(device));
    observe(device, 30);
    awaitScored(device);
    ion.kill("edge:" + device);
    observe(device, 50);
    assertThat(scored(device)).as("rows wait for it").isEqualTo(ROWS.get(device) - 50);
    // only this edge comes back: hub and Temporal are started by the next `up`
    ion.ion("edge", "run", device);
    awaitScored(device);
    // what a window holds is cut off or not by the time at which it is closed
    Eventually.holds(
        device + " has closed its last window",
        SOON,
        () -> progress(device).path("rows").asLong() == ROWS.get(device),
        () -> progress(device));
    ion.ion("up");

    ENGINES.keySet().forEach(LifeCycleIT::awaitRowsAtHub);
    assertThat(totals(device, "offlineRows") - offlineBefore).isEqualTo(80);
  }

  @Test
  @Order(7)
  void aFlippedByteIsRefusedAndTheOldModelGoesOn() throws IOException {
    applyWithSixClusters();
    ion.ion("run", "turbofan", "retrain", "--as", "scientist");
    JsonNode approval = awaitPendingApproval(TRAINING);
    new Forger(ion).flipAByteOfThePlan(approval.path("candidate").asText());

    ion.ion("approve", approval.path("id").asText(), "--reason", "looks fine", "--as", "approver");

    awaitRefusal("part plan");
    awaitDevicesOn(1);
  }

  @Test
  @Order(8)
  void anOperatorSetsTheFirstModelAgain() throws IOException {
    HubClient.Answer set =
        ion.hub("operator")
            .send(
                "PUT",
                "/api/v1/ions/turbofan/nodes/detect/model",
                "application/json",
                "{\"digest\": \"%s\", \"reason\": \"the second one is spoiled\"}"
                    .formatted(firstModel().path("digest").asText()));
    assertThat(set.status()).as(set.text()).isEqualTo(202);
    awaitDevicesOn(3);
  }

  @Test
  @Order(9)
  void devicesRefuseWhatTemporalIsMadeToSend() throws IOException {
    temporal.roll("rollout:turbofan:detect:replayed", temporal.firstRollout());
    awaitRefusal("got 1, which is older than 3");

    ObjectNode unsigned = temporal.firstRollout().put("generation", 4);
    ((ObjectNode) unsigned.path("model")).put("signature", "A".repeat(86) + "==");
    temporal.roll("rollout:turbofan:detect:unsigned", unsigned);
    awaitRefusal("signature");

    ObjectNode unfit = temporal.firstRollout().put("generation", 5);
    unfit.set("model", new Forger(ion).withWrongGoldenRows(firstModel().path("digest").asText()));
    temporal.roll("rollout:turbofan:detect:unfit", unfit);
    awaitRefusal("golden row 0");

    awaitDevicesOn(3);
  }

  @Test
  @Order(10)
  void theLedgerHolds() {
    assertThat(ion.ion("timeline", "verify", "turbofan")).containsIgnoringCase("ok");
  }

  private static void awaitSpans(String name, int count) {
    Eventually.holds(
        count + " spans " + name + " in trace " + TRACE,
        SOON,
        () -> traces.of(TRACE).stream().filter(span -> span.name().equals(name)).count() == count,
        () -> traces.of(TRACE));
  }

  private static HubClient asAnn() {
    return ion.hub("viewer").as(requesterToken);
  }

  private static JsonNode firstModel() throws IOException {
    return temporal.firstRollout().path("model");
  }

  private static void awaitRefusal(String why) {
    Eventually.holds(
        "a refusal in the timeline: " + why,
        SOON,
        () -> {
          for (JsonNode entry : timeline("device.applied")) {
            JsonNode data = entry.path("data");
            if (data.path("status").asText().equals("refused")
                && data.path("reason").asText().contains(why)) {
              return true;
            }
          }
          return false;
        },
        () -> timeline("device.applied"));
  }

  private static JsonNode awaitPendingApproval(Duration limit) {
    HubClient hub = ion.hub("viewer");
    String path = "/api/v1/approvals?state=pending";
    Eventually.holds(
        "a pending approval",
        limit,
        () -> items(hub.get(path)).size() == 1,
        () -> hub.get("/api/v1/ions/turbofan"));
    return items(hub.get(path)).get(0);
  }

  private static void awaitDevicesOn(long generation) {
    HubClient hub = ion.hub("viewer");
    Eventually.holds(
        "both devices on generation " + generation,
        SOON,
        () -> {
          String devices = hub.get("/api/v1/devices").toString();
          return ENGINES.keySet().stream().allMatch(devices::contains)
              && ENGINES.keySet().stream()
                  .allMatch(device -> runs(hub.get("/api/v1/devices/" + device), generation));
        },
        () -> hub.get("/api/v1/devices"));
  }

  private static boolean runs(JsonNode device, long generation) {
    for (JsonNode model : device.path("models")) {
      if (model.path("actualGeneration").asLong() == generation) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode timeline(String kind) {
    return items(ion.hub("viewer").get("/api/v1/ions/turbofan/timeline?kind=" + kind));
  }

  private static JsonNode items(JsonNode page) {
    return page.isArray() ? page : page.path("items");
  }

  private static ObjectNode ticket(String user, String approval) throws IOException {
    String answer =
        ion.ion("approve", approval, "--ticket", "--reason", "seen", "--as", user, "-o", "json");
    JsonNode parsed = JSON.readTree(answer);
    return (ObjectNode) (parsed.has("payload") ? parsed.path("payload") : parsed);
  }

  private static void assertRefused(JsonNode decision, String why) {
    Program.Result byCli = temporal.decide(decision);
    assertThat(byCli.exitCode()).as(byCli.output()).isNotZero();
    assertThat(byCli.output()).contains(why);

    HubClient.Answer byHttp = temporal.decideByHttp(decision);
    assertThat(byHttp.text()).contains(why);
    assertThat(byHttp.text()).as("no decision was taken").doesNotContain("outcome\":\"approved");
  }

  private static void observe(String device, int flights) throws IOException {
    turbofan.appendFlights(ion.directory(), device, flights);
    ROWS.merge(device, flights, Integer::sum);
  }

  private static void awaitScored(String device) {
    Eventually.holds(
        device + " has scored its whole file while cut off",
        SOON,
        () -> scored(device) == ROWS.get(device),
        () -> status(device));
  }

  private static int scored(String device) {
    return status(device).path("nodes").path(0).path("rows").asInt();
  }

  private static JsonNode status(String device) {
    return json(ion.data().resolve("edges/" + device + "/status.json"));
  }

  private static JsonNode progress(String device) {
    return json(ion.data().resolve("edges/" + device + "/state/turbofan/detect/progress.json"));
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(LocalIon.read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitRowsAtHub(String device) {
    Eventually.holds(
        "the hub has every row of " + device + ", " + ROWS.get(device),
        SOON,
        () -> totals(device, "rows") == ROWS.get(device),
        () -> totals(device, "rows"));
  }

  /** Of all models on the device: {@code rows} or {@code offlineRows}. */
  private static long totals(String device, String what) {
    long sum = 0;
    for (JsonNode total :
        ion.hub("viewer").get("/api/v1/devices/" + device + "/anomalies?limit=1").path("totals")) {
      sum += total.path(what).asLong();
    }
    return sum;
  }

  private static void applyWithSixClusters() throws IOException {
    Path overlay = ion.directory().resolve("six.yaml");
    Files.writeString(
        overlay,
        """
        apiVersion: ionosphere.dev/v1
        kind: ION
        spec: {nodes: {retrain: {arguments: {k: 6}}}}
        """);
    Path example = ion.example();
    ion.ion(
        "apply",
        "-f",
        example.resolve("ion.yaml").toString(),
        "-f",
        example.resolve("demo.yaml").toString(),
        "-f",
        overlay.toString(),
        "--as",
        "operator");
  }
}
