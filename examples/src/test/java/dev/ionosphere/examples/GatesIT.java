package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Candidates on their way through a gate and past two groups of people, on real parts: hub, worker,
 * Temporal, a device, and a receiver of notices. The chapters build on each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GatesIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String KEY = "correct horse battery staple";
  private static final String DEVICE = "engine-61";
  private static final Path TARGET = Path.of("target", "it").toAbsolutePath();
  private static final String DOCUMENT =
      """
      apiVersion: ionosphere.dev/v1
      kind: ION
      metadata: {name: plant}
      spec:
        nodes:
          learn:
            kind: training
            placement: {cloud: {engine: spark}}
            component: kmeans
            arguments: {k: 2, input: "data/train.csv"}
          better:
            kind: gate
            pass: >-
              candidate.metrics.silhouette > 0.4 && candidate.metrics.wssse <=
              (has(current.metrics.wssse) ? current.metrics.wssse * 1.1 : 1.0)
            approvers: {role: approver}
            expires: {after: 1h}
          safety:
            kind: approval
            approvers: {role: approver}
            expires: {after: 1h, then: reject}
          operations:
            kind: approval
            approvers: {role: operator}
            expires: {after: 1h, then: reject}
          detect:
            kind: inference
            join: all
            placement: {devices: "role=engine"}
            every: 1s
            bucket: 1s
            source: {file: "data/${device}.csv"}
            rollout: {waves: [100%%], gate: {soak: 1s}}
          tell:
            kind: notify
            webhook: {url: "http://127.0.0.1:%d/plant", secret: {name: hook-key}}
            group: 1s
        edges:
          - {from: learn, to: better}
          - {from: better, to: safety}
          - {from: better, to: operations}
          - {from: safety, to: detect}
          - {from: operations, to: detect}
          - {from: better, to: tell, on: rejected}
          - {from: better, to: tell, on: waiting}
      """;

  private static NoticeReceiver receiver;
  private static TrainingProgram program;
  private static LocalIon ion;
  private static TemporalDoors temporal;

  @BeforeAll
  static void start() throws IOException {
    receiver = new NoticeReceiver(KEY, 0);
    program = TrainingProgram.in(TARGET.resolve("gates-program"));
    Path secrets = Files.createDirectories(TARGET.resolve("gates-secrets"));
    Path key = Files.writeString(secrets.resolve("hook-key"), KEY + "\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Map<String, String> settings = new HashMap<>(program.settings());
    settings.put("ION_OUTGOING", "127.0.0.1:" + receiver.port());
    settings.put("ION_SECRETS", secrets.toString());
    ion = LocalIon.create("gates", settings);
    temporal = new TemporalDoors(ion, "ion:plant");
    Turbofan turbofan = new Turbofan(ion.example().resolve("data/train_FD001.txt.gz"));
    turbofan.writeTraining(ion.directory());
    turbofan.writeEngine(ion.directory(), DEVICE, 61);
    ion.ion("up");
    ion.ion(
        "edge", "run", DEVICE, "--label", "role=engine", "--source", ion.directory().toString());
    Path document = ion.directory().resolve("plant.yaml");
    Files.writeString(document, DOCUMENT.formatted(receiver.port()));
    ion.ion("apply", document.toString(), "--as", "operator");
    ion.ion("launch", "plant", "--as", "operator");
  }

  @AfterAll
  static void stop() {
    if (ion != null) {
      ion.close();
    }
    if (receiver != null) {
      receiver.close();
    }
  }

  @Test
  @Order(1)
  void whatPassesByItselfWaitsForBothGroupsAtOnce() throws IOException {
    train("{\"wssse\":0.25,\"silhouette\":0.6}");

    awaitPending("plant.operations.1", "plant.safety.1");
    JsonNode judged = judged("plant.better.1");
    assertThat(judged.path("verdict").asText()).isEqualTo("pass");
    assertThat(judged.path("seen").path("candidate.metrics.silhouette").asText()).isEqualTo("0.6");
    assertThat(judged.path("seen").path("current.metrics.wssse").asText()).isEqualTo("missing");
    assertThat(temporal.ofIon("metadata")).contains("plant.safety.1", "plant.learn.1 passed");
    assertThat(summaries()).contains("gate better for plant.learn.1");
    assertThat(receiver.received()).as("nobody is told of what passes").isEmpty();
  }

  @Test
  @Order(2)
  void aTicketOfARetiredKeyDecidesNothing() throws IOException {
    ObjectNode old = ticket("plant.safety.1");
    String key = keys("signing").getFirst();
    assertThat(ion.ion("keys", "rotate", "--overlap", "2s")).contains("signs from now on");

    ion.kill("hub");
    ion.ion("up");

    Eventually.holds(
        key + " is retired", SOON, () -> keys("retired").contains(key), () -> ion.ion("keys"));
    assertThat(keys("signing")).hasSize(1).doesNotContain(key);
    Program.Result refused = temporal.update(old);
    assertThat(refused.exitCode()).as(refused.output()).isNotZero();
    assertThat(refused.output()).contains("ticket-key-unknown");
    temporal.signal(old);
    await("decision.refused", 1);
    assertThat(records().of("decision.refused").getFirst().at("/data/refusal").asText())
        .isEqualTo("ticket-key-unknown");

    Program.Result decided = temporal.update(ticket("plant.safety.1"));
    assertThat(decided.exitCode()).as(decided.output()).isZero();
    awaitPending("plant.operations.1");
    assertThat(records().subjects("join.fired")).isEmpty();
  }

  @Test
  @Order(3)
  void aDeputyDecidesInTheOtherGroup() throws IOException {
    LocalIon bob = ion.with(Map.of("ION_TOKEN", added("bob")));
    Program.Result own = bob.attempt("approve", "plant.operations.1", "--reason", "mine");
    assertThat(own.exitCode()).as(own.output()).isNotZero();
    ion.ion(
        "delegations",
        "add",
        "--to",
        "bob",
        "--role",
        "operator",
        "--until",
        Instant.now().plus(Duration.ofDays(1)).toString(),
        "--as",
        "operator");

    bob.ion("approve", "plant.operations.1", "--for", "operator", "--reason", "she is away");

    awaitDevice();
    JsonNode decision =
        ion.hub("viewer").get("/api/v1/approvals/plant.operations.1").at("/decisions/0");
    assertThat(decision.path("person").asText()).isEqualTo("bob");
    assertThat(decision.path("onBehalfOf").asText()).isEqualTo("operator");
    assertThat(ion.ion("timeline", "plant")).contains("bob for operator approved");
    assertThat(records().of("join.fired")).hasSize(1);
    assertThat(records().of("model.released").getFirst().at("/data/allowedBy"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("plant.better.1", "plant.safety.1", "plant.operations.1");
  }

  @Test
  @Order(4)
  void whatIsWorseIsStoppedAndToldWithASignature() throws IOException {
    train("{\"wssse\":0.3,\"silhouette\":0.6}");

    await("notice.sent", 1);
    assertThat(judged("plant.better.2").path("verdict").asText()).isEqualTo("stop");
    assertThat(judged("plant.better.2").path("seen").path("current.metrics.wssse").asText())
        .isEqualTo("0.25");
    assertThat(receiver.forged()).isEmpty();
    assertThat(receiver.received()).hasSize(1);
    JsonNode body = JSON.readTree(receiver.received().getFirst().body());
    assertThat(body.path("delivery").asText()).isEqualTo("plant.tell.1");
    assertThat(receiver.received().getFirst().delivery()).isEqualTo("plant.tell.1");
    assertThat(body.path("text").asText()).contains("better", "rejected");
    assertThat(records().of("notice.sent").getFirst().at("/data/receiver").asText())
        .isEqualTo("127.0.0.1:" + receiver.port());
    assertThat(records().of("join.failed")).as("nothing can come any more").hasSize(1);
    assertThat(temporal.ofIon("metadata"))
        .contains("plant.learn.2 was stopped", "plant.tell.1 was delivered");
    assertThat(temporal.cli("workflow", "list").output()).contains("work:plant:tell:1");
    awaitPending();
  }

  @Test
  @Order(5)
  void whereItCannotTellAPersonIsAskedAndToldWhy() throws IOException {
    train("{\"wssse\":0.2}");

    awaitPending("plant.better.4");
    String why = "'candidate.metrics.silhouette' is missing";
    JsonNode gate = ion.hub("viewer").get("/api/v1/approvals/plant.better.4").path("gate");
    assertThat(gate.path("judgement").asText()).isEqualTo("plant.better.3");
    assertThat(gate.path("reason").asText()).isEqualTo(why);
    assertThat(gate.path("condition").asText()).contains("candidate.metrics.silhouette > 0.4");
    assertThat(gate.path("seen").path("candidate.metrics.wssse").asText()).isEqualTo("0.2");
    assertThat(ion.ion("approvals", "plant.better.4"))
        .contains(why, "candidate.metrics.silhouette > 0.4", "0.25");
    assertThat(temporal.ofIon("metadata")).contains("plant.learn.3 is inconclusive: " + why);
    assertThat(temporal.ofIon("describe")).contains("IonPendingApprovals");
    await("notice.sent", 2);
    assertThat(receiver.received().getLast().body()).contains("waiting");

    ion.ion("approve", "plant.better.4", "--reason", "measured by hand");

    awaitPending("plant.operations.2", "plant.safety.2");
  }

  @Test
  @Order(6)
  void oneRejectionIsEnoughForBothGroups() {
    ion.ion("reject", "plant.safety.2", "--reason", "not before the summer");

    await("join.failed", 2);
    ion.ion("approve", "plant.operations.2", "--as", "operator");
    awaitPending();
    assertThat(records().of("arrival.late").getLast().at("/data/edge").asText())
        .isEqualTo("operations->detect");
    assertThat(records().of("join.fired")).hasSize(1);
    assertThat(records().of("model.released")).hasSize(1);
    assertThat(records().subjects("training.started"))
        .containsExactly("plant.learn.1", "plant.learn.2", "plant.learn.3")
        .isEqualTo(records().subjects("training.finished"));
    assertThat(ion.ion("timeline", "verify", "plant")).contains("ok");
    assertThat(receiver.forged()).isEmpty();
  }

  private static void train(String metrics) throws IOException {
    program.reports(metrics);
    ion.ion("run", "plant", "learn", "--as", "scientist");
  }

  private static String added(String person) {
    return ion.lastLine("people", "add", person, "--role", "data-scientist");
  }

  private static ObjectNode ticket(String approval) throws IOException {
    return (ObjectNode)
        JSON.readTree(ion.ion("approve", approval, "--ticket", "--reason", "seen", "-o", "json"));
  }

  /** Ids of ticket keys. */
  private static List<String> keys(String state) {
    List<String> ids = new ArrayList<>();
    for (JsonNode key : ion.hub("admin").get("/api/v1/keys/tickets").path("items")) {
      if (key.path("state").asText().equals(state)) {
        ids.add(key.path("id").asText());
      }
    }
    return ids;
  }

  /** What a gate said. */
  private static JsonNode judged(String judgement) {
    return records().of("gate.judged").stream()
        .map(record -> record.path("data"))
        .filter(data -> data.path("judgement").asText().equals(judgement))
        .findFirst()
        .orElseThrow(() -> new AssertionError(judgement + " is not in " + records().entries()));
  }

  /** Exactly these wait for people. */
  private static void awaitPending(String... approvals) {
    Eventually.holds(
        List.of(approvals) + " wait",
        SOON,
        () -> pending().equals(List.of(approvals)),
        () -> List.of(pending(), ion.hub("viewer").get("/api/v1/ions/plant")));
  }

  private static List<String> pending() {
    return ion
        .hub("viewer")
        .get("/api/v1/approvals?state=pending")
        .path("items")
        .findValuesAsText("id")
        .stream()
        .sorted()
        .toList();
  }

  private static void await(String kind, int count) {
    Eventually.holds(
        count + " records " + kind,
        SOON,
        () -> records().of(kind).size() == count,
        () -> records().counts());
  }

  private static void awaitDevice() {
    HubClient hub = ion.hub("viewer");
    Eventually.holds(
        DEVICE + " on generation 1",
        SOON,
        () ->
            hub.get("/api/v1/devices/" + DEVICE)
                .path("models")
                .findValuesAsText("actualGeneration")
                .contains("1"),
        () -> hub.get("/api/v1/devices/" + DEVICE));
    await("rollout.finished", 1);
  }

  private static Records records() {
    return Records.of(ion.hub("viewer"), "plant");
  }

  /** What the events of the ION's history say of themselves. */
  private static List<String> summaries() throws IOException {
    List<String> summaries = new ArrayList<>();
    for (JsonNode event :
        JSON.readTree(temporal.ofIon("show", "--output", "json")).path("events")) {
      String summary = event.at("/userMetadata/summary/data").asText();
      if (!summary.isEmpty()) {
        byte[] text = Base64.getDecoder().decode(summary);
        summaries.add(JSON.readTree(new String(text, StandardCharsets.UTF_8)).asText());
      }
    }
    return summaries;
  }
}
