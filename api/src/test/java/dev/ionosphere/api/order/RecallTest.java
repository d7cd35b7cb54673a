package dev.ionosphere.api.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.model.ModelRecall;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.recall.RecalledModel;
import dev.ionosphere.api.recall.RecalledModels;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Order;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.workflows.rollout.OrderRequest;
import dev.ionosphere.workflows.rollout.RolloutClaim;
import dev.ionosphere.workflows.rollout.SignedOrders;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A model that a person takes back. */
@MicronautTest(transactional = false)
class RecallTest {

  @Inject TestingHttp http;
  @Inject TestingLives lives;
  @Inject OrderDesk desk;
  @Inject OrderKeys keys;
  @Inject RecalledModels recalled;
  @Inject ModelRecall recall;
  @Inject Ledger ledger;

  @Test
  void itRunsNowhereAnyMore() {
    TestingDevice device = new TestingDevice(http, "bad-1").beyond().enrolled("{\"role\":\"bad\"}");
    String model = lives.waiting("bad");
    lives.approve("bad");
    RolloutClaim claim = TestingLives.claim("bad", 1, model);
    OrderRequest request = new OrderRequest(claim, 1, 1, List.of("bad-1"), null);
    SignedOrders unused = desk.sign(request);
    assertThat(assignment(device).nodes()).hasSize(1);

    assertThat(recall("scientist", model, "it hurts people").status()).isEqualTo(403);
    assertThat(http.get("viewer", "/api/v1/ions/bad/timeline?kind=command.refused").body())
        .contains("person:scientist", "Command recall model was refused");
    assertThat(recall("approver", model, "").status()).isEqualTo(400);
    assertThat(recall("approver", "sha256:none", "x").status()).isEqualTo(404);
    Answer answer = recall("approver", model, "it hurts people");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(recall("operator", model, "again").json().path("reason").asText())
        .as("the first counts")
        .isEqualTo("it hurts people");

    assertThat(http.get("viewer", "/ions/bad").body()).contains("recalled: no device is to run it");
    assertThat(warnings("bad").get(0).asText())
        .isEqualTo("detect: recalled: no device is to run it");
    JsonNode listed = http.get("viewer", "/api/v1/models?ion=bad").json().at("/items/0");
    assertThat(listed.path("recalledAt").asText()).as("also in the list").isNotEmpty();

    Assignment after = assignment(device);
    assertThat(after.nodes()).isEmpty();
    assertThat(after.revoked()).containsExactly(new Digest(model));
    HubException refused = catchThrowableOfType(HubException.class, () -> desk.sign(request));
    assertThat(refused.code()).isEqualTo(ErrorCode.REFUSED);
    assertThat(refused).hasMessageContaining("recalled by approver", "it hurts people");
    Answer set =
        http.send(
            "operator",
            "PUT",
            "/api/v1/ions/bad/nodes/detect/model",
            "{\"digest\":\"%s\",\"reason\":\"back\"}".formatted(model),
            "application/json");
    assertThat(set.status()).as(set.body()).isEqualTo(409);
    JsonNode timeline =
        http.get("viewer", "/api/v1/ions/bad/timeline?kind=model.recalled").json().path("items");
    assertThat(timeline).hasSize(1);
    assertThat(timeline.get(0).path("actor").asText()).isEqualTo("person:approver");
    assertThat(timeline.get(0).path("data").path("reason").asText()).isEqualTo("it hurts people");
  }

  @Test
  void nobodyApprovesIt() {
    String model = lives.waiting("unsafe");
    assertThat(recall("operator", model, "trained on the wrong file").status()).isEqualTo(200);
    String approval = "/api/v1/approvals/unsafe.review.1";
    String subject = http.get("approver", approval).json().path("subject").asText();
    String decision = "{\"decision\":\"%s\",\"subject\":\"%s\",\"reason\":\"looked at\"}";
    Answer refused =
        http.post("approver", approval + "/decision", decision.formatted("approve", subject));
    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertThat(refused.body()).contains("was recalled by operator");
    TestingLives.done(
        http.post("approver", approval + "/decision", decision.formatted("reject", subject)));
  }

  @Test
  void oneThatWasRecalledLongAgoDoesNotComeBack() {
    TestingDevice device = new TestingDevice(http, "old-1").beyond().enrolled("{\"role\":\"old\"}");
    String model = lives.waiting("old");
    lives.approve("old");
    RolloutClaim claim = TestingLives.claim("old", 1, model);
    SignedOrders unused = desk.sign(new OrderRequest(claim, 1, 1, List.of("old-1"), null));
    assertThat(recall("operator", model, "the first of many").status()).isEqualTo(200);
    for (int i = 0; i < Assignment.MAXIMUM_REVOKED; i++) {
      recalled.save(
          new RecalledModel(
              "sha256:" + Sha256.hex("later " + i),
              "old",
              "retrain",
              "operator",
              Instant.now().plusSeconds(60),
              "as well"));
    }
    Assignment after = assignment(device);
    assertThat(after.nodes()).isEmpty();
    assertThat(after.revoked()).hasSize(Assignment.MAXIMUM_REVOKED).startsWith(new Digest(model));
  }

  @Test
  void itIsSeenThatADeviceRunsItNoMore() {
    TestingDevice device = new TestingDevice(http, "end-1").beyond().enrolled("{\"role\":\"end\"}");
    String model = lives.waiting("end");
    lives.approve("end");
    RolloutClaim claim = TestingLives.claim("end", 1, model);
    SignedOrders unused = desk.sign(new OrderRequest(claim, 1, 1, List.of("end-1"), null));
    Telemetry.Actual runs = new Telemetry.Actual("end", "detect", 1, model, "active", "");
    report(device, "end-1", order(device), List.of(runs));
    assertThat(shown("end-1").path("actualDigest").asText()).isEqualTo(model);

    assertThat(recall("operator", model, "it hurts people").status()).isEqualTo(200);
    Order without = order(device);
    report(device, "end-1", without, List.of(runs));
    assertThat(shown("end-1").path("actualDigest").asText()).as("it still ends").isEqualTo(model);
    report(device, "end-1", without, List.of());
    assertThat(shown("end-1").path("actualGeneration").asLong()).isZero();
    assertThat(shown("end-1").path("status").asText()).isEqualTo("not-asked");
  }

  @Test
  void aReasonMayBeOfAnyText() {
    String model = lives.waiting("odd");
    String emoji = "\uD83D\uDCA5".repeat(600);
    Answer answer = recall("operator", model, "\\u0000" + emoji);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("reason").asText()).startsWith("\uD83D\uDCA5");
  }

  @Test
  void twoWhoRecallItAtOnceHaveBothRecalledIt() {
    String model = lives.waiting("both");
    List<CompletableFuture<Answer>> asked = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      asked.add(CompletableFuture.supplyAsync(() -> recall("operator", model, "at once")));
    }
    assertThat(asked).allSatisfy(one -> assertThat(one.join().status()).isEqualTo(200));
  }

  /** As when the hub is killed right after it has kept it. */
  @Test
  void oneThatWasNotToldYetIsTold() {
    String model = lives.waiting("cut");
    RecalledModel unused =
        recalled.save(
            new RecalledModel(
                model,
                "cut",
                "retrain",
                "ann",
                Instant.parse("2026-11-30T10:00:00.123456Z"),
                "hurts"));
    recall.tellUntold();
    recall.tellUntold();
    JsonNode told = recallsTold("cut");
    assertThat(told).hasSize(1);
    assertThat(told.get(0).path("actor").asText()).isEqualTo("person:ann");
  }

  @Test
  void whoeverTellsOfARecallFirstKeepsNoneFromBeingTold() {
    String model = lives.waiting("claimed");
    for (String key : List.of("model-recalled:" + model, "forged")) {
      ledger.append(
          new TimelineBatch(
              "claimed",
              "ion:claimed",
              "run",
              List.of(
                  new TimelineEntry(
                      key,
                      Instant.EPOCH,
                      Actor.person("operator"),
                      null,
                      null,
                      new ReleaseEvent.ModelRecalled("retrain", model, "forged")))));
    }
    Answer answer = recall("operator", model, "it hurts people");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(recallsTold("claimed").get(0).path("data").path("reason").asText())
        .isEqualTo("it hurts people");
  }

  private JsonNode recallsTold(String ion) {
    String timeline = "/api/v1/ions/%s/timeline?kind=model.recalled".formatted(ion);
    return http.get("viewer", timeline).json().path("items");
  }

  private JsonNode warnings(String ion) {
    return http.get("viewer", "/api/v1/ions/" + ion).json().path("warnings");
  }

  private JsonNode shown(String device) {
    return http.get("viewer", "/api/v1/devices/" + device).json().at("/models/0");
  }

  private void report(TestingDevice device, String id, Order holds, List<Telemetry.Actual> actual) {
    Assignment.Version version = Assignment.of(holds.assignment()).version();
    Telemetry.Held held =
        new Telemetry.Held(
            version.epoch(),
            version.number(),
            holds.assignment().digest().value(),
            keys.root().version(),
            keys.roots().getLast().digest().value());
    Telemetry telemetry =
        new Telemetry(id, 1, Instant.EPOCH, 0, 0, 0, actual, List.of(), List.of(), held, null);
    TestingLives.done(device.call("POST", "/edge/v1/reports", Json.canonical(telemetry), Map.of()));
  }

  private Answer recall(String person, String model, String reason) {
    return http.post(
        person, "/api/v1/models/" + model + "/recall", "{\"reason\":\"%s\"}".formatted(reason));
  }

  private static Assignment assignment(TestingDevice device) {
    return Assignment.of(order(device).assignment());
  }

  private static Order order(TestingDevice device) {
    Answer answer = device.call("GET", "/edge/v1/state?have=0.0&root=1&wait=0", "", Map.of());
    return Order.parse(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
