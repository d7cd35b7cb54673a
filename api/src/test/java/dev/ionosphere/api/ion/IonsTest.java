package dev.ionosphere.api.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.workflows.ion.Command;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class IonsTest {

  @Inject TestingHttp http;
  @Inject InMemoryIonWorkflows workflows;

  @AfterEach
  void up() {
    workflows.down = false;
  }

  @Test
  void dryRunChangesNothing() {
    Answer plan = http.yaml("operator", "/api/v1/ions?dryRun=true", TestingIon.yaml("dry"));
    assertThat(plan.status()).isEqualTo(200);
    assertThat(plan.json().path("action").asText()).isEqualTo("create");
    assertThat(plan.json().path("nodes").toString()).contains("+ node detect (inference)");
    assertThat(http.get("viewer", "/api/v1/ions/dry").status()).isEqualTo(404);
  }

  @Test
  void applyingTheSameAgainChangesNothing() {
    Answer first = http.yaml("operator", "/api/v1/ions", TestingIon.yaml("same"));
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().path("generation").asInt()).isEqualTo(1);
    assertThat(first.json().path("warnings").toString()).contains("no enrolled device matches");
    Answer second =
        http.yaml("operator", "/api/v1/ions", "# a comment\n" + TestingIon.yaml("same"));
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().path("action").asText()).isEqualTo("none");
    assertThat(second.json().path("generation").asInt()).isEqualTo(1);
  }

  @Test
  void overlayMakesNewGeneration() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("over"));
    String overlay = "spec: {nodes: {detect: {every: 1m}}}\n";
    Answer answer =
        http.yaml("operator", "/api/v1/ions", TestingIon.yaml("over") + "---\n" + overlay);
    assertThat(answer.json().path("action").asText()).isEqualTo("change");
    assertThat(answer.json().path("generation").asInt()).isEqualTo(2);
    assertThat(answer.json().path("nodes").toString()).contains("~ node detect: every");
  }

  @Test
  void documentsInJson() {
    String body =
        dev.ionosphere.api.json.Json.canonical(
            Map.of("documents", java.util.List.of(TestingIon.yaml("bundle"))));
    assertThat(http.post("operator", "/api/v1/ions", body).status()).isEqualTo(201);
  }

  @Test
  void staleTagIsRefused() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("tagged"));
    String tag = http.get("viewer", "/api/v1/ions/tagged").headers().get("etag");
    String changed = TestingIon.yaml("tagged").replace("every: 5m", "every: 2m");
    assertThat(apply(changed, "\"9-abc\"").status()).isEqualTo(412);
    assertThat(apply(changed, tag).status()).isEqualTo(200);
  }

  private Answer apply(String yaml, String tag) {
    return http.send(
        "POST",
        "/api/v1/ions",
        Map.of(
            "Content-Type",
            "application/yaml",
            "If-Match",
            tag,
            "Authorization",
            "Bearer " + http.token("operator")),
        HttpRequest.BodyPublishers.ofString(yaml));
  }

  @Test
  void launchStartsOnceWithThePersonAndTheTicketKey() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("live"));
    assertThat(http.post("operator", "/api/v1/ions/live/launch", "").status()).isEqualTo(202);
    Answer again = http.post("operator", "/api/v1/ions/live/launch", "");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("done").asBoolean()).isFalse();
    assertThat(workflows.started.get("live").launchedBy()).isEqualTo("person:operator");
    assertThat(workflows.started.get("live").ticketKey()).isNotEmpty();
    assertThat(workflows.started.get("live").trace()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    Answer detail = http.get("viewer", "/api/v1/ions/live");
    assertThat(detail.json().path("status").asText()).isEqualTo("running");
    assertThat(detail.json().path("temporal").asText()).contains("ion%3Alive");
  }

  @Test
  void changeOfALiveIonGoesToItsWorkflow() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("change"));
    http.post("operator", "/api/v1/ions/change/launch", "");
    workflows.takeUpdates();
    String changed = TestingIon.yaml("change").replace("every: 5m", "every: 2m");
    assertThat(http.yaml("operator", "/api/v1/ions", changed).status()).isEqualTo(200);
    assertThat(workflows.takeUpdates())
        .singleElement()
        .isInstanceOfSatisfying(
            Command.Change.class, change -> assertThat(change.generation()).isEqualTo(2));
  }

  @Test
  void nothingIsAppliedWhileTheWorkflowCannotBeTold() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("down"));
    http.post("operator", "/api/v1/ions/down/launch", "");
    workflows.down = true;
    String changed = TestingIon.yaml("down").replace("every: 5m", "every: 2m");
    Answer answer = http.yaml("operator", "/api/v1/ions", changed);
    assertThat(answer.status()).isEqualTo(503);
    Answer detail = http.get("viewer", "/api/v1/ions/down");
    assertThat(detail.json().path("generation").asInt()).isEqualTo(1);
    assertThat(detail.json().path("unreachable").asText()).contains("down");
  }

  @Test
  void runOfAnUnknownNodeIsNotFound() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("nodes"));
    assertThat(http.post("scientist", "/api/v1/ions/nodes/nodes/none/run", "").status())
        .isEqualTo(404);
    workflows.takeUpdates();
    assertThat(http.post("scientist", "/api/v1/ions/nodes/nodes/retrain/run", "").status())
        .isEqualTo(202);
    assertThat(workflows.takeUpdates())
        .singleElement()
        .isInstanceOfSatisfying(
            Command.Run.class, run -> assertThat(run.actor()).isEqualTo("person:scientist"));
  }
}
