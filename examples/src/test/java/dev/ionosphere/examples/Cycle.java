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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * An ION like turbofan's, taken round by a test: it tells of drift in the hub's place, as often as
 * it wants, and decides as an approver does.
 */
final class Cycle {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration COOLDOWN = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final String name;
  private final TemporalDoors temporal;
  private final HubClient viewer;
  private final HubClient approver;
  private final Duration limit;

  /**
   * @param limit for each step of a lap, with whatever is in its way
   */
  Cycle(String name, LocalIon ion, Duration limit) {
    this.name = name;
    this.temporal = new TemporalDoors(ion, "ion:" + name);
    this.viewer = ion.hub("viewer");
    this.approver = ion.hub("approver");
    this.limit = limit;
  }

  /**
   * Applies and launches it.
   *
   * @param rollout of node {@code detect}, as in a document
   */
  static Cycle launch(String name, LocalIon ion, Duration limit, String rollout)
      throws IOException {
    Path overlay = ion.directory().resolve(name + ".yaml");
    Files.writeString(
        overlay,
        """
        apiVersion: ionosphere.dev/v1
        kind: ION
        metadata: {name: %s}
        spec:
          nodes:
            detect: {every: 1s, bucket: 1s, rollout: %s}
          edges:
            - {from: retrain, to: review}
            - {from: review, to: detect}
            - {from: detect, to: retrain, on: drift, cooldown: %ds}
        """
            .formatted(name, rollout, COOLDOWN.toSeconds()));
    String document = ion.example().resolve("ion.yaml").toString();
    ion.ion("apply", "-f", document, "-f", overlay.toString(), "--as", "operator");
    ion.ion("launch", name, "--as", "operator");
    return new Cycle(name, ion, limit);
  }

  /** The first lap has no model whose data could drift; a person asks for it. */
  void firstLap(LocalIon ion) {
    ion.ion("run", name, "retrain", "--as", "scientist");
    release(awaitApproval());
  }

  /** One lap: drift, a training, a decision, a rollout. */
  void lap(int number) {
    drift(number);
    release(awaitApproval());
  }

  /** The data are not like training any more; the event edge starts a run. */
  void drift(int lap) {
    awaitEndOfCooldown();
    ObjectNode event = JSON.createObjectNode();
    event.put("type", "health-reported").put("id", "lap-" + lap).put("node", "detect");
    event.put("digest", proven()).put("drifted", true).put("rows", 200);
    event.putObject("similarity").put("sensor2", 0.1);
    temporal.report(name, event);
  }

  /** The one approval that waits for people. */
  JsonNode awaitApproval() {
    return await(
            "an approval of " + name,
            "/api/v1/approvals?state=pending&ion=" + name,
            page -> page.path("items").size() == 1)
        .at("/items/0");
  }

  /** Approves, and waits until the model is proven. */
  void release(JsonNode approval) {
    approve(approval);
    awaitProven(approval);
  }

  void awaitProven(JsonNode approval) {
    String candidate = approval.path("candidate").asText();
    await(
        "the end of the rollout of " + candidate, newest(), page -> proven(page).equals(candidate));
  }

  /** Asks again while the hub cannot ask the ION; what was decided meanwhile is a conflict. */
  void approve(JsonNode approval) {
    String path = "/api/v1/approvals/" + approval.path("id").asText() + "/decision";
    Map<String, String> decision =
        Map.of(
            "decision", "approve", "reason", "seen", "subject", approval.path("subject").asText());
    HubClient.Answer[] answer = new HubClient.Answer[1];
    boolean[] away = new boolean[1];
    Eventually.holds(
        "the decision on " + path,
        limit,
        BETWEEN_LOOKS,
        () -> {
          answer[0] = approver.post(path, decision);
          boolean decided = answer[0].status() == 200 || away[0] && answer[0].status() == 409;
          away[0] |= answer[0].status() == 503;
          assertThat(decided || answer[0].status() == 503).as(answer[0].text()).isTrue();
          return decided;
        },
        () -> answer[0]);
  }

  /** What the ION says of itself through the hub, or why it cannot be asked. */
  JsonNode look() {
    return get("/api/v1/ions/" + name);
  }

  /** Every record that the hub has. */
  Records records() {
    return Records.of(viewer, name);
  }

  /** The hub tells of a drift that lasts again only after minutes. */
  private void awaitEndOfCooldown() {
    JsonNode newest = get("/api/v1/ions/" + name + "/timeline?kind=training.started&limit=1");
    Instant end = Instant.parse(newest.at("/items/0/time").asText()).plus(COOLDOWN);
    Duration left = Duration.between(Instant.now(), end);
    if (left.isPositive()) {
      LockSupport.parkNanos(left.toNanos());
    }
  }

  private String proven() {
    return proven(await("a proven model", newest(), page -> !proven(page).isEmpty()));
  }

  private static String proven(JsonNode page) {
    return page.at("/items/0/subject").asText();
  }

  private String newest() {
    return "/api/v1/ions/" + name + "/timeline?kind=model.proven&limit=1";
  }

  private JsonNode await(String what, String path, Predicate<JsonNode> fits) {
    JsonNode[] seen = new JsonNode[1];
    Eventually.holds(
        what,
        limit,
        BETWEEN_LOOKS,
        () -> {
          seen[0] = get(path);
          return fits.test(seen[0]);
        },
        () -> List.of(seen[0], look()));
    return seen[0];
  }

  private JsonNode get(String path) {
    try {
      return viewer.get(path);
    } catch (UncheckedIOException away) {
      return JSON.createObjectNode().put("unreachable", away.toString());
    }
  }
}
