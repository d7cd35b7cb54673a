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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
class TurbofanIT {

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
  private static HubClient ann;
  private static HubClient bob;
  private static HubClient cleo;

  @BeforeAll
  static void start() throws IOException {
    traces = new TraceReceiver();
    ion = LocalIon.create("life-cycle", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", traces.endpoint()));
    temporal = new TemporalDoors(ion, "ion:turbofan");
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
    ann = added("ann", "--role", "data-scientist", "--role", "approver");
    bob = added("bob", "--role", "approver");
    cleo = added("cleo", "--role", "approver");
  }

  private static HubClient added(String person, String... roles) {
    List<String> command = new ArrayList<>(List.of("people", "add", person));
    command.addAll(List.of(roles));
    return ion.hub("viewer").as(ion.lastLine(command.toArray(String[]::new)));
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
        ann.with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
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
  void temporalsCliAloneTellsTheStory() throws IOException {
    JsonNode approval = awaitPendingApproval(SOON);
    String id = approval.path("id").asText();

    assertThat(temporal.cli("workflow", "list", "--query", "IonPendingApprovals > 0").output())
        .contains("ion:turbofan");
    assertThat(temporal.cli("workflow", "list", "--query", "IonPendingApprovals > 1").output())
        .doesNotContain("ion:turbofan");
    assertThat(temporal.ofIon("describe"))
        .contains("ion:turbofan", "ION turbofan", "IonStatus", "running", "IonPendingApprovals");
    assertThat(temporal.ofIon("metadata")).contains(id, "retrain", "detect");
    assertThat(temporal.ofIon("show")).contains("WorkflowExecutionStarted");
    assertThat(temporal.ofIon("show", "--output", "json"))
        .contains("\"Work\"", "work:turbofan:retrain:1");
    JsonNode answer = JSON.readTree(temporal.ofIon("query", "--name", "state", "--output", "json"));
    assertIsWaiting(answer.at("/queryResult/0"), approval);
  }

  @Test
  @Order(2)
  void temporalsHttpApiAloneTellsTheStory() {
    JsonNode approval = awaitPendingApproval(SOON);

    assertThat(temporal.listByHttp("IonPendingApprovals > 0"))
        .extracting(listed -> listed.at("/execution/workflowId").asText())
        .containsExactly("ion:turbofan");
    assertThat(temporal.listByHttp("IonPendingApprovals > 1")).isEmpty();
    JsonNode described = temporal.ofIonByHttp("").path("workflowExecutionInfo");
    assertThat(described.at("/execution/workflowId").asText()).isEqualTo("ion:turbofan");
    assertThat(described.path("status").asText()).isEqualTo("WORKFLOW_EXECUTION_STATUS_RUNNING");
    assertThat(temporal.ofIonByHttp("/history").at("/history/events").findParents("workflowType"))
        .extracting(event -> event.at("/workflowType/name").asText())
        .contains("Work");
    assertIsWaiting(temporal.stateByHttp(), approval);
  }

  @Test
  @Order(3)
  void temporalsDoorsRefuseWhatTheHubWouldRefuse() throws IOException {
    JsonNode approval = awaitPendingApproval(SOON);
    String id = approval.path("id").asText();

    ObjectNode withoutTicket = JSON.createObjectNode();
    withoutTicket.put("approval", id).put("decision", "approve").put("reason", "let me");
    withoutTicket.set("subject", approval.path("subject"));
    assertRefused(withoutTicket, "ticket-missing");

    ObjectNode wrongDigest = ticket("approver", id);
    wrongDigest.put("subject", "sha256:" + "0".repeat(64));
    assertRefused(wrongDigest, "wrong-digest");

    // she is an approver, too
    assertRefused(ticketOf(ann, id), "requester");

    assertThat(awaitPendingApproval(SOON).path("id").asText()).isEqualTo(id);
    assertThat(decisions(id)).isEmpty();
  }

  @Test
  @Order(4)
  void oneDecisionThroughTemporalsCliIsEnough() throws IOException {
    String id = awaitPendingApproval(SOON).path("id").asText();
    ObjectNode decision = ticket("approver", id);

    Program.Result decided = temporal.update(decision);

    assertThat(decided.exitCode()).as(decided.output()).isZero();
    awaitDevicesOn(1);
    assertThat(decisions(id)).containsExactly("approver approved");
    assertRefused(decision, "closed");
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
    ENGINES.keySet().forEach(TurbofanIT::awaitRowsAtHub);
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

    ENGINES.keySet().forEach(TurbofanIT::awaitRowsAtHub);
    assertThat(totals(device, "offlineRows") - offlineBefore).isEqualTo(80);
  }

  @Test
  @Order(7)
  void aWeakerPolicyWaitsForTheApproversOfTheOldOne() throws IOException {
    // Temporal was away in the chapter before; the workers find it again by themselves.
    Eventually.holds(
        "the ION says its state again",
        SOON,
        () -> ann.get("/api/v1/ions/turbofan").at("/live/status").asText().equals("running"),
        () -> ann.get("/api/v1/ions/turbofan"));
    apply("weaker", "{nodes: {review: {expires: {after: 200h, then: reject}}}}", "scientist");

    JsonNode change = awaitPendingApproval(SOON);
    assertThat(change.path("id").asText()).isEqualTo("turbofan.change-1");
    assertThat(change.path("node").asText()).isEmpty();
    JsonNode state = temporal.stateByHttp();
    assertThat(state.path("observedGeneration").asLong()).isEqualTo(1);
    assertThat(state.path("pendingGeneration").asLong()).isEqualTo(2);

    temporal.signal(ticket("approver", "turbofan.change-1").put("decision", "reject"));
    assertThat(decisions("turbofan.change-1")).as("the ticket was to approve").isEmpty();
    ion.ion("reject", "turbofan.change-1", "--reason", "72 hours are enough", "--as", "approver");
    awaitDecisions("turbofan.change-1", "approver rejected");
    assertThat(temporal.stateByHttp().path("observedGeneration").asLong()).isEqualTo(1);
  }

  @Test
  @Order(8)
  void theOtherDoorsOfTemporalTakeDecisionsAsWell() throws IOException {
    applyWithSixClustersAndThreeApprovers();
    ion.ion("run", "turbofan", "retrain", "--as", "scientist");
    String id = awaitPendingApproval(TRAINING).path("id").asText();

    temporal.signal(ticketOf(bob, id));
    awaitDecisions(id, "bob open");

    JsonNode receipt = temporal.updateByHttp(ticket("approver", id)).at("/success/0");
    assertThat(receipt.path("person").asText()).isEqualTo("approver");
    assertThat(receipt.path("outcome").asText()).isEqualTo("open");
    assertThat(receipt.path("approvals").asInt()).isEqualTo(2);
    assertThat(receipt.path("required").asInt()).isEqualTo(3);
    assertRefused(ticket("approver", id), "twice");
  }

  @Test
  @Order(9)
  void aFlippedByteIsRefusedAndTheOldModelGoesOn() throws IOException {
    JsonNode approval = awaitPendingApproval(SOON);
    String id = approval.path("id").asText();
    new Forger(ion).flipAByteOfThePlan(approval.path("candidate").asText());

    temporal.signalByHttp(ticketOf(cleo, id));

    awaitDecisions(id, "bob open", "approver open", "cleo approved");
    awaitRefusal("part plan");
    awaitDevicesOn(1);
  }

  @Test
  @Order(10)
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
  @Order(11)
  void theLedgerHolds() {
    assertThat(ion.ion("timeline", "verify", "turbofan")).containsIgnoringCase("ok");
  }

  @Test
  @Order(12)
  void whatNobodyReleasedReachesNoDeviceAndLocksNobodyOut() throws IOException {
    ion.ion("run", "turbofan", "retrain", "--as", "scientist");
    JsonNode approval = awaitPendingApproval(TRAINING);
    String id = approval.path("id").asText();
    JsonNode candidate = ann.get("/api/v1/models/" + approval.path("candidate").asText());

    // The same data and arguments made the same plan: the byte is turned back.
    new Forger(ion).flipAByteOfThePlan(approval.path("candidate").asText());

    // All of it stands in Temporal's history: the candidate that waits, and its signature.
    ObjectNode forged = temporal.firstRollout().put("generation", 9_007_199_254_740_000L);
    ((ObjectNode) forged.path("model"))
        .put("digest", approval.path("candidate").asText())
        .put("signature", candidate.path("signature").asText());
    temporal.roll("rollout:turbofan:detect:forged", forged);
    awaitRefusedRelease("rollout:turbofan:detect:forged", "wants generation 3");

    temporal.roll("rollout:turbofan:detect:replayed", temporal.firstRollout());
    awaitRefused("rollout.finished", "rollout:turbofan:detect:replayed", "generation 1 of");

    ObjectNode unfit = temporal.firstRollout().put("generation", 5);
    unfit.set("model", new Forger(ion).withWrongGoldenRows(firstModel().path("digest").asText()));
    temporal.roll("rollout:turbofan:detect:unfit", unfit);
    awaitRefusedRelease("rollout:turbofan:detect:unfit", "wants generation 3");
    awaitDevicesOn(3);
    assertThat(timeline("device.applied").findValuesAsText("rollout"))
        .doesNotContain("rollout:turbofan:detect:forged");

    temporal.signalByHttp(ticketOf(bob, id));
    temporal.signalByHttp(ticketOf(cleo, id));
    temporal.signal(ticket("approver", id));
    awaitDecisions(id, "bob open", "cleo open", "approver approved");
    awaitDevicesOn(4);
  }

  @Test
  @Order(13)
  void aNewLifeHoldsTheModelThatDevicesHave() throws IOException {
    HubClient operator = ion.hub("operator");
    awaitProven(4);
    JsonNode model = operator.get("/api/v1/ions/turbofan").at("/live/nodes/detect/release/proven");
    ion.ion("stop", "turbofan", "--as", "admin");
    Eventually.holds(
        "the ION has ended and is launched again",
        SOON,
        () -> operator.post("/api/v1/ions/turbofan/launch", Map.of()).status() == 202,
        () -> operator.get("/api/v1/ions/turbofan"));
    Eventually.holds(
        "node detect holds " + model,
        SOON,
        () -> {
          JsonNode detect = operator.get("/api/v1/ions/turbofan").at("/live/nodes/detect");
          return detect.path("state").asText().equals("active")
              && detect.at("/release/generation").asLong() == 4
              && detect.at("/release/proven").equals(model);
        },
        () -> operator.get("/api/v1/ions/turbofan"));
    awaitDevicesOn(4);
  }

  @Test
  @Order(14)
  void theLedgerNamesTheWorkThatTheIonDidNotStart() {
    JsonNode checked = ann.get("/api/v1/ions/turbofan/timeline/verify");
    assertThat(checked.path("intact").asBoolean()).as(checked.toString()).isFalse();
    assertThat(checked.path("unexplained").findValuesAsText("subject"))
        .contains("rollout:turbofan:detect:forged", "rollout:turbofan:detect:replayed");
  }

  private static void awaitSpans(String name, int count) {
    Eventually.holds(
        count + " spans " + name + " in trace " + TRACE,
        SOON,
        () -> traces.of(TRACE).stream().filter(span -> span.name().equals(name)).count() == count,
        () -> traces.of(TRACE));
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

  private static void awaitRefusedRelease(String rollout, String why) {
    awaitRefused("release.refused", rollout, why);
  }

  private static void awaitRefused(String kind, String rollout, String why) {
    Eventually.holds(
        "no order is signed for " + rollout,
        SOON,
        () -> {
          for (JsonNode entry : timeline(kind)) {
            JsonNode data = entry.path("data");
            if (data.path("rollout").asText().equals(rollout)
                && data.path("reason").asText().contains(why)) {
              return true;
            }
          }
          return false;
        },
        () -> timeline(kind));
  }

  private static void awaitProven(long generation) {
    Eventually.holds(
        "generation " + generation + " is proven",
        SOON,
        () -> {
          JsonNode release = ann.get("/api/v1/ions/turbofan").at("/live/nodes/detect/release");
          return release.path("generation").asLong() == generation
              && release.path("proven").equals(release.path("wanted"));
        },
        () -> ann.get("/api/v1/ions/turbofan"));
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

  private static ObjectNode ticketOf(HubClient person, String approval) {
    HubClient.Answer ticket =
        person.post(
            "/api/v1/approvals/" + approval + "/ticket",
            Map.of("decision", "approve", "reason", "seen"));
    assertThat(ticket.status()).as(ticket.text()).isEqualTo(200);
    return (ObjectNode) ticket.body();
  }

  /** Through each of Temporal's doors; a signal's refusal is on the timeline. */
  private static void assertRefused(JsonNode decision, String why) {
    long before = refusedSignals(decision, why);

    Program.Result byCli = temporal.update(decision);
    assertThat(byCli.exitCode()).as(byCli.output()).isNotZero();
    assertThat(byCli.output()).contains(why);

    JsonNode byHttp = temporal.updateByHttp(decision);
    assertThat(byHttp.at("/failure/cause/applicationFailureInfo/type").asText())
        .as(byHttp.toString())
        .isEqualTo("decision-refused." + why);

    assertThat(refusedSignals(decision, why)).as("refused updates leave nothing").isEqualTo(before);
    temporal.signal(decision);
    awaitRefusedSignals(decision, why, before + 1);
    temporal.signalByHttp(decision);
    awaitRefusedSignals(decision, why, before + 2);
  }

  private static void awaitRefusedSignals(JsonNode decision, String why, long count) {
    Eventually.holds(
        count + " times decision.refused, " + why,
        SOON,
        () -> refusedSignals(decision, why) == count,
        () -> timeline("decision.refused"));
  }

  private static long refusedSignals(JsonNode decision, String why) {
    long count = 0;
    for (JsonNode entry : timeline("decision.refused")) {
      JsonNode data = entry.path("data");
      if (data.path("approval").equals(decision.path("approval"))
          && data.path("refusal").asText().equals(why)) {
        count++;
      }
    }
    return count;
  }

  private static void assertIsWaiting(JsonNode state, JsonNode approval) {
    assertThat(state.path("status").asText()).as(state.toString()).isEqualTo("running");
    assertThat(state.path("approvals")).hasSize(1);
    assertThat(state.at("/approvals/0/approval")).isEqualTo(approval.path("id"));
    assertThat(state.at("/approvals/0/subject")).isEqualTo(approval.path("subject"));
  }

  private static void awaitDecisions(String approval, String... expected) {
    Eventually.holds(
        "decisions " + List.of(expected),
        SOON,
        () -> decisions(approval).equals(List.of(expected)),
        () -> decisions(approval));
  }

  /** Who decided and what the approval was then, in order. */
  private static List<String> decisions(String approval) {
    List<String> decisions = new ArrayList<>();
    for (JsonNode decision :
        ion.hub("viewer").get("/api/v1/approvals/" + approval).path("decisions")) {
      decisions.add(decision.path("person").asText() + " " + decision.path("outcome").asText());
    }
    return decisions;
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

  private static void applyWithSixClustersAndThreeApprovers() throws IOException {
    apply(
        "stricter",
        "{nodes: {retrain: {arguments: {k: 6}}, review: {approvers: {required: 3}}}}",
        "operator");
  }

  private static void apply(String name, String spec, String person) throws IOException {
    Path overlay = ion.directory().resolve(name + ".yaml");
    Files.writeString(
        overlay, "apiVersion: ionosphere.dev/v1\nkind: ION\nspec: %s\n".formatted(spec));
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
        person);
  }
}
