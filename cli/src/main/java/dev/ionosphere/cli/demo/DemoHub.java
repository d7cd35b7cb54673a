package dev.ionosphere.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What the demo asks the hub, in each case as the person whose part it is. */
final class DemoHub {
  static final String ION = "turbofan";
  static final String TRAINING = "retrain";
  static final String INFERENCE = "detect";
  private static final String PATH = "/api/v1/ions/" + ION;
  private static final int PAGE = 200;

  private final Function<String, HubClient> people;

  /**
   * @param people the hub as a local user
   */
  DemoHub(Function<String, HubClient> people) {
    this.people = people;
  }

  private HubClient as(String person) {
    return people.apply(person);
  }

  String enrolmentToken(String device, Map<String, String> labels) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("device", device);
    ObjectNode labelsJson = request.putObject("labels");
    labels.forEach(labelsJson::put);
    return as("operator").post("/api/v1/devices/tokens", request).path("token").asText();
  }

  void apply(String document) {
    as("operator").send("POST", "/api/v1/ions", "application/json", document);
  }

  void launch() {
    as("operator").post(PATH + "/launch");
  }

  void requestTraining() {
    as("scientist").post(PATH + "/nodes/" + TRAINING + "/run");
  }

  /** Entries of the timeline after the given one, oldest first. */
  List<JsonNode> timelineAfter(long sequence) {
    List<JsonNode> entries =
        items(as("viewer").get(PATH + "/timeline?after=" + sequence + "&limit=" + PAGE));
    return entries.stream()
        .filter(entry -> entry.path("seq").asLong() > sequence)
        .sorted(java.util.Comparator.comparingLong(entry -> entry.path("seq").asLong()))
        .toList();
  }

  JsonNode verification() {
    return as("viewer").get(PATH + "/timeline/verify");
  }

  /** How far the training run is, as its worker last said. */
  JsonNode trainingProgress() {
    return as("viewer").get(PATH + "/nodes/" + TRAINING + "/statistics");
  }

  List<JsonNode> pendingApprovals() {
    return items(as("viewer").get("/api/v1/approvals?state=pending"));
  }

  void approve(JsonNode approval, String reason) {
    ObjectNode decision = JsonNodeFactory.instance.objectNode();
    decision.put("decision", "approve");
    decision.set("subject", approval.path("subject"));
    decision.put("reason", reason);
    as("approver")
        .post(
            "/api/v1/approvals/" + HubClient.part(approval.path("id").asText()) + "/decision",
            decision);
  }

  Set<String> devicesSeen() {
    Set<String> seen = new TreeSet<>();
    for (JsonNode device : items(as("viewer").get("/api/v1/devices"))) {
      if (device.hasNonNull("lastSeen")) {
        seen.add(device.path("id").asText());
      }
    }
    return seen;
  }

  /** What the hub has received from one device. */
  Flown flown(String device) {
    JsonNode answer = as("viewer").get("/api/v1/devices/" + HubClient.part(device));
    Set<Long> anomalies = new LinkedHashSet<>();
    answer.path("anomalies").forEach(row -> anomalies.add(row.path("row").asLong()));
    JsonNode actual = answer.path("actual").path(0);
    return new Flown(
        answer.path("rows").asLong(),
        anomalies,
        actual.path("status").asText(""),
        actual.path("generation").asLong(),
        Optional.ofNullable(actual.path("digest").textValue()));
  }

  JsonNode health() {
    return as("viewer").get(PATH + "/nodes/" + INFERENCE + "/health");
  }

  private static List<JsonNode> items(JsonNode answer) {
    List<JsonNode> items = new ArrayList<>();
    (answer.isArray() ? answer : answer.path("items")).forEach(items::add);
    return items;
  }

  /**
   * A device as the hub knows it.
   *
   * @param rows it has scored in all, by the windows it delivered
   * @param anomalies numbers of the rows over the threshold, from 0
   */
  record Flown(
      long rows, Set<Long> anomalies, String status, long generation, Optional<String> digest) {
    boolean active() {
      return (status.equals("active") || status.equals("healthy")) && generation > 0;
    }
  }
}
