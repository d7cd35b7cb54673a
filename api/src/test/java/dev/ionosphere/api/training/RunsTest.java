package dev.ionosphere.api.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.timeline.TestingEntries;
import dev.ionosphere.workflows.ion.Command;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class RunsTest {

  private static final String STOP = "/api/v1/runs/running.retrain.1/stop";

  @Inject TestingHttp http;
  @Inject TrainingRuns runs;
  @Inject Ledger ledger;
  @Inject InMemoryIonWorkflows workflows;

  @Test
  void runsComeInPages() {
    for (int i = 1; i <= 3; i++) {
      runs.save(TestingRuns.running("paged.retrain." + i, Instant.EPOCH.plusSeconds(i)));
    }
    String list = "/api/v1/runs?ion=paged&limit=2";
    JsonNode first = http.get("viewer", list).json();
    assertThat(first.at("/items/0/id").asText()).isEqualTo("paged.retrain.3");
    assertThat(first.path("items")).hasSize(2);
    String next = first.path("next").asText();
    JsonNode last = http.get("viewer", list + "&cursor=" + next).json();
    assertThat(last.path("items")).hasSize(1);
    assertThat(last.at("/items/0/id").asText()).isEqualTo("paged.retrain.1");
    assertThat(last.path("next").asText("")).isIn("", "null");
    Answer wrong = http.get("viewer", list + "&cursor=nonsense");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().path("detail").asText()).contains("cursor \"nonsense\"");
  }

  @Test
  void everyListTakesACursor() {
    for (String list : List.of("models", "rollouts", "approvals", "alerts", "devices", "runs")) {
      Answer answer = http.get("viewer", "/api/v1/" + list + "?limit=1000000");
      assertThat(answer.status()).as(list + ": %s", answer).isEqualTo(200);
      assertThat(answer.json().path("items").isArray()).as(list).isTrue();
    }
  }

  @Test
  void aStoppedRunIsNoAlarm() {
    happens("calm", "1", "training.started", Map.of("run", "calm.retrain.1"));
    happens(
        "calm", "2", "training.stopped", Map.of("run", "calm.retrain.1", "reason", "on request"));
    assertThat(runs.findById("calm.retrain.1").orElseThrow())
        .satisfies(run -> assertThat(run.state()).isEqualTo("stopped"))
        .satisfies(run -> assertThat(run.error()).isEqualTo("on request"));
    assertThat(http.get("viewer", "/api/v1/alerts?ion=calm").json().path("items")).isEmpty();
  }

  private void happens(String ion, String key, String kind, Map<String, Object> data) {
    ledger.append(
        new TimelineBatch(
            ion,
            "ion:" + ion,
            "r",
            List.of(
                TestingEntries.entry(
                    key, Instant.EPOCH, kind, "system", "subject", "retrain", null, data))));
  }

  @Test
  void aRunIsStoppedByItsWorkflow() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("running"));
    http.post("operator", "/api/v1/ions/running/launch", "");
    http.post("scientist", "/api/v1/ions/running/nodes/retrain/run", "");
    runs.save(TestingRuns.running("running.retrain.1", Instant.EPOCH));
    workflows.takeUpdates();
    assertThat(http.post("viewer", STOP, "").status()).isEqualTo(403);
    assertThat(workflows.takeUpdates()).isEmpty();
    assertThat(http.post("scientist", STOP, "").status()).isEqualTo(202);
    assertThat(workflows.takeUpdates())
        .singleElement()
        .isInstanceOfSatisfying(
            Command.StopRun.class,
            stop -> {
              assertThat(stop.run()).isEqualTo("running.retrain.1");
              assertThat(stop.actor()).isEqualTo("person:scientist");
            });
    assertThat(http.post("scientist", "/api/v1/runs/nothing/stop", "").status()).isEqualTo(404);
  }
}
