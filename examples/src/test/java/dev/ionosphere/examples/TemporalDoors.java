package dev.ionosphere.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Temporal's own command line and HTTP API, as anybody who can reach the server has them. */
record TemporalDoors(LocalIon ion) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs {@code temporal} against the installation's server. */
  Program.Result cli(String... arguments) {
    String program = ion.process("temporal").info().command().orElseThrow();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--address");
    all.add("127.0.0.1:" + ion.port("temporal"));
    return ion.run(program, all.toArray(String[]::new));
  }

  Program.Result decide(JsonNode decision) {
    return cli(
        "workflow",
        "update",
        "execute",
        "--workflow-id",
        "ion:turbofan",
        "--name",
        "decide",
        "--input",
        decision.toString());
  }

  HubClient.Answer decideByHttp(JsonNode decision) {
    ObjectNode update = JSON.createObjectNode();
    ObjectNode request = update.putObject("request");
    request.putObject("meta");
    request.putObject("input").putArray("args").add(decision);
    update
        .putObject("waitPolicy")
        .put("lifecycleStage", "UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED");
    return new HubClient("http://127.0.0.1:" + ion.port("temporal-http"), Map.of())
        .send(
            "POST",
            "/api/v1/namespaces/default/workflows/ion:turbofan/update/decide",
            "application/json",
            update.toString());
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
