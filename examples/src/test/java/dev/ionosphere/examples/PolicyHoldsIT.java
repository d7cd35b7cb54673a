package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a data scientist may try to get a model past its approvers, through each of the doors that
 * he has. On real parts; no model is needed for it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PolicyHoldsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Path KEY =
      Path.of("target", "it", "policy-holds", "break-glass.key").toAbsolutePath();
  private static final Duration DELAY = Duration.ofSeconds(6);
  private static final String PUMPS = "/api/v1/ions/pumps";
  private static final String MODEL = "sha256:" + "a".repeat(64);
  private static final String DOCUMENT =
      """
      {"apiVersion": "ionosphere.dev/v1", "kind": "ION", "metadata": {"name": "pumps"},
       "spec": {
         "nodes": {
           "learn": {"kind": "training", "placement": {"cloud": {"engine": "spark"}},
                     "component": "kmeans", "arguments": {"k": 2, "input": "data/train.csv"}},
           "review": {"kind": "approval", "approvers": {"role": "approver", "required": 2},
                      "expires": {"after": "72h", "then": "reject"}},
           "watch": {"kind": "inference", "placement": {"devices": "role=pump"}, "every": "5m",
                     "source": {"file": "data/${device}.csv"}}},
         "edges": [{"from": "learn", "to": "review"}, {"from": "review", "to": "watch"}]}}
      """;

  private enum Door {
    REST,
    CLI,
    TEMPORAL
  }

  private enum Way {
    EDGE_AROUND_IT,
    ANOTHER_ROLE,
    SMALLER_QUORUM,
    LATER_EXPIRY,
    SET_MODEL
  }

  private static LocalIon ion;
  private static HubClient scientist;
  private static TemporalDoors temporal;

  @BeforeAll
  static void start() throws IOException {
    ion =
        LocalIon.create(
            "policy-holds",
            Map.of(
                "ION_BREAK_GLASS_KEY_FILE",
                KEY + ".pub",
                "ION_BREAK_GLASS_DELAY",
                DELAY.toSeconds() + "s"));
    ion.ion("break-glass", "keygen", KEY.toString());
    ion.ion("up");
    scientist = ion.hub("scientist");
    temporal = new TemporalDoors(ion, "ion:pumps");
    ion.ion("apply", "-f", written("strict", DOCUMENT), "--as", "operator");
    ion.ion("launch", "pumps", "--as", "operator");
    Eventually.holds(
        "the ION says its state", SOON, () -> inForce() == 1, () -> scientist.get(PUMPS));
  }

  @AfterAll
  static void stop() {
    if (ion != null) {
      ion.close();
    }
  }

  static Stream<Arguments> everyWayThroughEveryDoor() {
    return Arrays.stream(Way.values())
        .flatMap(way -> Arrays.stream(Door.values()).map(door -> Arguments.of(way, door)));
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("everyWayThroughEveryDoor")
  void waitsForTheApproversOrIsRefused(Way way, Door door) throws IOException {
    if (way == Way.SET_MODEL) {
      assertModelRefused(door);
    } else if (door == Door.TEMPORAL) {
      ObjectNode change = JSON.createObjectNode().put("id", UUID.randomUUID().toString());
      change.put("document", weaker(way, door)).put("generation", 99);
      assertUpdateRefused("change", change);
    } else {
      assertWaits(door == Door.REST ? byRest(way) : byCli(way));
    }
    assertThat(inForce()).isEqualTo(1);
    JsonNode live = scientist.get(PUMPS).path("live");
    assertThat(live.path("status").asText()).isEqualTo("running");
    assertThat(live.path("approvals")).isEmpty();
    assertThat(live.at("/nodes/watch/release/wanted").asText("")).isEmpty();
  }

  /** Two must approve, and there is one approver. */
  @Test
  @Order(2)
  void aBrokenGlassLetsAChangeThroughAfterItsDelay() throws IOException {
    String weaker = written("forced", weaker(Way.SMALLER_QUORUM, Door.CLI));
    String change =
        JSON.readTree(ion.ion("apply", "-f", weaker, "--as", "scientist", "-o", "json"))
            .path("approval")
            .asText();
    Eventually.holds(
        change + " open",
        SOON,
        () -> items("/api/v1/approvals?state=pending").size() == 1,
        () -> scientist.get(PUMPS));
    String request = written("request", ion.ion("break-glass", "request", change));

    Program.Result another =
        ion.attempt("break-glass", "open", change, signed(request, "operator"));
    assertThat(another.exitCode()).as(another.output()).isNotZero();
    String statement = signed(request, "admin");
    Program.Result scientists =
        ion.attempt("break-glass", "open", change, statement, "--as", "scientist");
    assertThat(scientists.exitCode()).as(scientists.output()).isNotZero();
    ion.ion("break-glass", "open", change, statement);

    assertThat(inForce()).isEqualTo(1);
    JsonNode broken = record("change.glass-broken");
    assertThat(broken.at("/data/person").asText()).isEqualTo("admin");
    assertThat(ion.ion("alerts")).contains("break-glass");
    Eventually.holds("the weaker document in force", SOON, () -> inForce() > 1, () -> broken);
    JsonNode forced = record("change.forced");
    Instant effective = Instant.parse(broken.at("/data/effectiveAt").asText());
    assertThat(effective).isAfterOrEqualTo(Instant.parse(broken.path("time").asText()).plus(DELAY));
    assertThat(Instant.parse(forced.path("time").asText())).isAfterOrEqualTo(effective);
    assertThat(scientist.get("/api/v1/approvals/" + change).path("state").asText())
        .isEqualTo("forced");
    assertThat(ion.ion("timeline", "verify", "pumps")).contains("ok");
  }

  private static String signed(String request, String person) throws IOException {
    return written(
        "statement-" + person,
        ion.ion(
            "break-glass",
            "sign",
            request,
            "--key",
            KEY.toString(),
            "--person",
            person,
            "--reason",
            "the other approver left"));
  }

  private static JsonNode record(String kind) {
    Eventually.holds(
        "a record " + kind,
        SOON,
        () -> !items(PUMPS + "/timeline?kind=" + kind).isEmpty(),
        () -> items(PUMPS + "/timeline"));
    return items(PUMPS + "/timeline?kind=" + kind).get(0);
  }

  /** The plan of a document that was applied. */
  private static JsonNode byRest(Way way) throws IOException {
    HubClient.Answer applied =
        scientist.send("POST", "/api/v1/ions", "application/yaml", weaker(way, Door.REST));
    assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    return applied.body();
  }

  private static JsonNode byCli(Way way) throws IOException {
    String file = written(way.name(), weaker(way, Door.CLI));
    return JSON.readTree(ion.ion("apply", "-f", file, "--as", "scientist", "-o", "json"));
  }

  /** For the approvers of the document in force, who say no. */
  private static void assertWaits(JsonNode plan) {
    assertThat(plan.path("policy").asText()).as(plan.toString()).isEqualTo("weaker");
    String change = "/api/v1/approvals/" + plan.path("approval").asText();
    Eventually.holds(
        change + " open",
        SOON,
        () -> items("/api/v1/approvals?state=pending").size() == 1,
        () -> scientist.get(PUMPS));
    JsonNode asked = scientist.get(change);
    assertThat(asked.path("requester").asText()).isEqualTo("person:scientist");
    assertThat(asked.path("approverRole").asText()).as(asked.toString()).isEqualTo("approver");
    assertThat(asked.path("required").asInt()).isEqualTo(2);
    assertThat(items(PUMPS + "/timeline?kind=change.proposed&limit=200").findValuesAsText("change"))
        .contains(plan.path("approval").asText());
    assertThat(inForce()).isEqualTo(1);

    assertThat(decided(scientist, asked, "approve").status()).isEqualTo(403);
    HubClient.Answer rejected = decided(ion.hub("approver"), asked, "reject");
    assertThat(rejected.status()).as(rejected.text()).isEqualTo(200);
    Eventually.holds(
        change + " rejected",
        SOON,
        () -> scientist.get(change).path("state").asText().equals("rejected"),
        () -> scientist.get(change));
  }

  private static HubClient.Answer decided(HubClient person, JsonNode asked, String decision) {
    return person.post(
        "/api/v1/approvals/" + asked.path("id").asText() + "/decision",
        Map.of(
            "decision", decision, "subject", asked.path("subject").asText(), "reason", "a test"));
  }

  private static void assertModelRefused(Door door) {
    switch (door) {
      case REST -> {
        String choice = "{\"digest\": \"%s\", \"reason\": \"it is mine\"}".formatted(MODEL);
        HubClient.Answer refused =
            scientist.send("PUT", PUMPS + "/nodes/watch/model", "application/json", choice);
        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertRefusalRecorded("set model", "person:scientist");
      }
      case CLI -> {
        Program.Result refused =
            ion.attempt(
                "set-model", "pumps", "watch", MODEL, "--reason", "mine", "--as", "scientist");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("scientist has role data-scientist");
        assertRefusalRecorded("set model", "person:scientist");
      }
      case TEMPORAL -> {
        ObjectNode command = JSON.createObjectNode().put("id", UUID.randomUUID().toString());
        command.put("node", "watch").put("reason", "it is mine");
        command
            .putObject("model")
            .put("digest", MODEL)
            .put("signature", "c2ln")
            .put("keyId", "key")
            .put("bytes", 10);
        assertUpdateRefused("setModel", command);
      }
    }
  }

  private static void assertUpdateRefused(String update, ObjectNode command) {
    long before = refusals(update, "");
    Program.Result answered = temporal.update(update, command);
    assertThat(answered.exitCode()).as(answered.output()).isZero();
    assertThat(answered.output()).contains("done:false", "needs a ticket from the hub, got none");
    Eventually.holds(
        "a record that " + update + " was refused",
        SOON,
        () -> refusals(update, "") == before + 1,
        () -> items(PUMPS + "/timeline"));
  }

  /** The hub records it once a minute for each person. */
  private static void assertRefusalRecorded(String command, String actor) {
    assertThat(refusals(command, actor)).isPositive();
  }

  private static long refusals(String command, String actor) {
    long count = 0;
    for (JsonNode entry : items(PUMPS + "/timeline?kind=command.refused&limit=200")) {
      if (entry.at("/data/command").asText().equals(command)
          && entry.path("actor").asText().contains(actor)) {
        count++;
      }
    }
    return count;
  }

  private static String weaker(Way way, Door door) throws IOException {
    ObjectNode document = (ObjectNode) JSON.readTree(DOCUMENT);
    // each is a document of its own, or the hub would say that nothing changed
    ((ObjectNode) document.path("metadata")).putObject("labels").put("door", door.name());
    ObjectNode nodes = (ObjectNode) document.at("/spec/nodes");
    ObjectNode review = (ObjectNode) nodes.path("review");
    switch (way) {
      case EDGE_AROUND_IT -> {
        ((ObjectNode) nodes.path("watch")).put("join", "any");
        ((ObjectNode) document.path("spec"))
            .withArray("edges")
            .addObject()
            .put("from", "learn")
            .put("to", "watch");
      }
      case ANOTHER_ROLE -> review.withObject("/approvers").put("role", "data-scientist");
      case SMALLER_QUORUM -> review.withObject("/approvers").put("required", 1);
      case LATER_EXPIRY -> review.withObject("/expires").put("after", "720h");
      case SET_MODEL -> throw new IllegalArgumentException("no document");
    }
    return document.toString();
  }

  private static String written(String name, String document) throws IOException {
    Path file = ion.directory().resolve(name + ".yaml");
    return Files.writeString(file, document).toString();
  }

  private static long inForce() {
    return scientist.get(PUMPS).at("/live/observedGeneration").asLong();
  }

  private static JsonNode items(String path) {
    return scientist.get(path).path("items");
  }
}
