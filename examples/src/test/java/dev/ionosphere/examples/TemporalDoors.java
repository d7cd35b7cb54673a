package dev.ionosphere.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Temporal's own command line and HTTP API, as anybody who can reach the server has them, used as
 * {@code docs/reference/temporal.md} says.
 *
 * @param workflow of an ION, such as {@code ion:turbofan}
 */
record TemporalDoors(LocalIon ion, String workflow) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs {@code temporal} against the installation's server. */
  Program.Result cli(String... arguments) {
    String program = ion.process("temporal").info().command().orElseThrow();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--address");
    all.add("127.0.0.1:" + ion.port("temporal"));
    return ion.run(program, all.toArray(String[]::new));
  }

  /** Runs {@code temporal workflow <command>} for the ION; fails if that does. */
  String ofIon(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of("workflow", command, "--workflow-id", workflow));
    all.addAll(List.of(arguments));
    Program.Result result = cli(all.toArray(String[]::new));
    if (result.exitCode() != 0) {
      throw new AssertionError(all + " ended with " + result);
    }
    return result.output();
  }

  /** Workflows that the query of Temporal's visibility finds, over HTTP. */
  JsonNode listByHttp(String query) {
    return http("GET", "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8), "")
        .path("executions");
  }

  /**
   * The ION's workflow over HTTP.
   *
   * @param view empty for its description, or {@code /history}
   */
  JsonNode ofIonByHttp(String view) {
    return http("GET", "/" + workflow + view, "");
  }

  /** Activities of a workflow that a worker has taken; none while there is no such workflow. */
  List<String> underWay(String workflow) {
    HubClient.Answer answer = ask("GET", "/" + workflow, "");
    List<String> activities = new ArrayList<>();
    if (answer.status() == 200) {
      for (JsonNode activity : json(answer).path("pendingActivities")) {
        if (activity.path("state").asText().equals("PENDING_ACTIVITY_STATE_STARTED")) {
          activities.add(activity.at("/activityType/name").asText());
        }
      }
    }
    return activities;
  }

  /** How often an activity of a workflow was tried until it was done. */
  int attempts(String workflow, String activity) {
    List<JsonNode> events = new ArrayList<>();
    http("GET", "/" + workflow + "/history?maximumPageSize=1000", "")
        .at("/history/events")
        .forEach(events::add);
    String scheduled =
        events.stream()
            .filter(event ->
                event
                    .at("/activityTaskScheduledEventAttributes/activityType/name")
                    .asText()
                    .equals(activity))
            .map(event -> event.path("eventId").asText())
            .findFirst()
            .orElse("none");
    return events.stream()
        .map(event -> event.path("activityTaskStartedEventAttributes"))
        .filter(started -> started.path("scheduledEventId").asText().equals(scheduled))
        .mapToInt(started -> started.path("attempt").asInt())
        .sum();
  }

  /** What query {@code state} answers over HTTP. */
  JsonNode stateByHttp() {
    return http("POST", "/" + workflow + "/query/state", "{}").at("/queryResult/0");
  }

  Program.Result update(JsonNode decision) {
    return update("decide", decision);
  }

  Program.Result update(String name, JsonNode input) {
    return cli(
        "workflow",
        "update",
        "execute",
        "--workflow-id",
        workflow,
        "--name",
        name,
        "--input",
        input.toString());
  }

  void signal(JsonNode decision) {
    ofIon("signal", "--name", "decide", "--input", decision.toString());
  }

  /** Answers the update's outcome. */
  JsonNode updateByHttp(JsonNode decision) {
    ObjectNode update = JSON.createObjectNode();
    ObjectNode request = update.putObject("request");
    request.putObject("meta");
    request.putObject("input").putArray("args").add(decision);
    update
        .putObject("waitPolicy")
        .put("lifecycleStage", "UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED");
    return http("POST", "/" + workflow + "/update/decide", update.toString()).path("outcome");
  }

  void signalByHttp(JsonNode decision) {
    ObjectNode signal = JSON.createObjectNode();
    signal.putArray("input").add(decision);
    http("POST", "/" + workflow + "/signal/decide", signal.toString());
  }

  /** What the hub tells the ION, such as a drift; see {@code IonSignal}. */
  void report(String ion, JsonNode event) {
    ObjectNode signal = JSON.createObjectNode();
    signal.putArray("input").add(event);
    http("POST", "/ion:" + ion + "/signal/event", signal.toString());
  }

  private JsonNode http(String method, String path, String body) {
    HubClient.Answer answer = ask(method, path, body);
    if (answer.status() != 200) {
      throw new AssertionError(method + " " + path + ": Temporal answered " + answer);
    }
    return json(answer);
  }

  private HubClient.Answer ask(String method, String path, String body) {
    return new HubClient("http://127.0.0.1:" + ion.port("temporal-http"), Map.of())
        .send(method, "/api/v1/namespaces/default/workflows" + path, "application/json", body);
  }

  private static JsonNode json(HubClient.Answer answer) {
    try {
      // not the answer's body: Temporal does not say that it is JSON
      return JSON.readTree(answer.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the first generation's rollout was started with. */
  ObjectNode firstRollout() throws IOException {
    String history =
        cli("workflow", "show", "--workflow-id", "rollout:turbofan:detect:1", "--output", "json")
            .output();
    String payload =
        JSON.readTree(history)
            .at("/events/0/workflowExecutionStartedEventAttributes/input/payloads/0/data")
            .asText();
    return (ObjectNode) JSON.readTree(Base64.getDecoder().decode(payload));
  }

  /** Starts a rollout past the hub and the ION, and stays until it has ended. */
  Program.Result roll(String workflow, ObjectNode input) {
    input.put("rollout", workflow);
    return cli(
        "workflow",
        "execute",
        "--type",
        "Rollout",
        "--task-queue",
        "ion-cloud",
        "--workflow-id",
        workflow,
        "--input",
        input.toString());
  }
}
