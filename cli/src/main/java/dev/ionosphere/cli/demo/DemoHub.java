package dev.ionosphere.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    List<JsonNode> entries = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = as("viewer").get(PATH + "/timeline?limit=" + PAGE + cursor);
      entries.addAll(items(page));
      cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asLong() : "";
    } while (!cursor.isEmpty() && sequence(entries.getLast()) > sequence);
    return entries.stream()
        .filter(entry -> sequence(entry) > sequence)
        .sorted(Comparator.comparingLong(DemoHub::sequence))
        .toList();
  }

  private static long sequence(JsonNode entry) {
    return entry.path("seq").asLong();
  }

  JsonNode verification() {
    return as("viewer").get(PATH + "/timeline/verify");
  }

  /** How far the newest training run is, as its worker last said. */
  JsonNode trainingProgress() {
    List<JsonNode> runs = items(as("viewer").get("/api/v1/runs?ion=" + ION + "&node=" + TRAINING));
    return runs.isEmpty()
        ? MissingNode.getInstance()
        : as("viewer").get("/api/v1/runs/" + runs.getFirst().path("id").asText()).path("progress");
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
            "/api/v1/approvals/" + HubClient.encode(approval.path("id").asText()) + "/decision",
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

  /** What the hub has received from each device. */
  Map<String, DeviceProgress> fleet() {
    Map<String, Long> rows = new TreeMap<>();
    Map<String, Long> anomalies = new TreeMap<>();
    for (JsonNode part :
        as("viewer").get(PATH + "/nodes/" + INFERENCE + "/statistics").path("devices")) {
      String device = part.path("device").asText();
      rows.merge(device, part.path("rows").asLong(), Long::sum);
      anomalies.merge(device, part.path("anomalies").asLong(), Long::sum);
    }
    Map<String, DeviceProgress> fleet = new TreeMap<>();
    for (JsonNode device : items(as("viewer").get("/api/v1/devices"))) {
      String id = device.path("id").asText();
      JsonNode model = device.path("models").path(0);
      fleet.put(
          id,
          new DeviceProgress(
              rows.getOrDefault(id, 0L),
              anomalies.getOrDefault(id, 0L),
              model.path("status").asText(""),
              model.path("actualGeneration").asLong(),
              model.path("actualDigest").asText("")));
    }
    return fleet;
  }

  /** Numbers of the rows of a device that were over the threshold, from 0. */
  Set<Long> anomalies(String device) {
    Set<Long> rows = new TreeSet<>();
    String cursor = "";
    do {
      JsonNode page =
          as("viewer")
              .get(
                  "/api/v1/devices/%s/anomalies?limit=1000%s"
                      .formatted(HubClient.encode(device), cursor));
      items(page).forEach(anomaly -> rows.add(anomaly.path("rowNumber").asLong()));
      cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asLong() : "";
    } while (!cursor.isEmpty());
    return rows;
  }

  /** Alerts that one engine is unlike the others, oldest first, also those that are over. */
  List<JsonNode> unlike() {
    return items(as("viewer").get("/api/v1/alerts?all=true&ion=" + ION)).stream()
        .filter(alert -> alert.path("kind").asText().equals("device-unlike"))
        .filter(alert -> alert.path("device").isTextual())
        .sorted(Comparator.comparing(alert -> Instant.parse(alert.path("openedAt").asText())))
        .toList();
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
   * @param anomalies how many of them were over the threshold
   */
  record DeviceProgress(long rows, long anomalies, String status, long generation, String digest) {
    static final DeviceProgress NOTHING = new DeviceProgress(0, 0, "", 0, "");

    boolean active() {
      return (status.equals("active") || status.equals("healthy")) && generation > 0;
    }
  }
}
