package dev.ionosphere.api.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.temporal.WorkflowStanding;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the hub believes of IONs, against what Temporal runs. */
@MicronautTest(transactional = false)
class LostIonTest {

  private static final WorkflowStanding TERMINATED =
      new WorkflowStanding(false, "run-1", "terminated");

  @Inject TestingHttp http;
  @Inject InMemoryIonWorkflows workflows;
  @Inject Reconciler reconciler;
  @Inject Ledger ledger;

  @AfterEach
  void up() {
    workflows.down = false;
  }

  @Test
  void anIonWhoseWorkflowEndedIsLost() {
    launched("ended");
    workflows.lose("ended", TERMINATED);

    reconciler.pass();
    reconciler.pass();

    JsonNode detail = http.get("viewer", "/api/v1/ions/ended").json();
    assertThat(detail.path("status").asText()).isEqualTo("lost");
    assertThat(detail.path("live").isNull() || detail.path("live").isMissingNode()).isTrue();
    JsonNode told = timeline("ended", "ion.lost");
    assertThat(told).as("told once: %s", told).hasSize(1);
    assertThat(told.get(0).path("sentence").toString()).contains("terminated");
    JsonNode alert = alerts("ended").get(0);
    assertThat(alert.path("kind").asText()).isEqualTo("ion-lost");
    assertThat(alert.path("severity").asText()).isEqualTo("critical");
    assertThat(http.get("operator", "/ions/ended").body()).contains("lost", "Recover");
    assertThat(http.get("viewer", "/").body()).contains("lost");
  }

  @Test
  void anIonThatTemporalDoesNotKnowIsLost() {
    launched("forgotten");
    workflows.lose("forgotten", WorkflowStanding.UNKNOWN);
    reconciler.pass();
    assertThat(status("forgotten")).isEqualTo("lost");
    assertThat(timeline("forgotten", "ion.lost").toString()).contains("unknown to Temporal");
  }

  @Test
  void nothingIsLostWhileTemporalDoesNotAnswer() {
    launched("away");
    workflows.down = true;
    reconciler.pass();
    workflows.down = false;
    reconciler.pass();
    assertThat(status("away")).isEqualTo("running");
  }

  @Test
  void aStoppedIonIsNotLost() {
    launched("ends");
    assertThat(http.post("operator", "/api/v1/ions/ends/stop", "").status()).isEqualTo(200);
    deliver("ends");
    reconciler.pass();
    assertThat(status("ends")).isEqualTo("stopped");
    assertThat(alerts("ends")).isEmpty();
  }

  @Test
  void commandsOfALostIonSayWhatToDo() {
    launched("commands");
    workflows.lose("commands", TERMINATED);
    Answer early = http.post("operator", "/api/v1/ions/commands/launch", "");
    assertThat(early.status()).as("before anybody noticed: %s", early.body()).isEqualTo(409);
    reconciler.pass();
    for (String command : new String[] {"launch", "pause", "resume", "stop", "nodes/retrain/run"}) {
      Answer answer = http.post("operator", "/api/v1/ions/commands/" + command, "");
      assertThat(answer.status()).as(command).isEqualTo(409);
      assertThat(answer.body()).as(command).contains("was lost", "recover it first");
    }
    String changed = TestingIon.yaml("commands").replace("every: 5m", "every: 2m");
    assertThat(http.yaml("operator", "/api/v1/ions", changed).status()).isEqualTo(409);
    assertThat(http.yaml("operator", "/api/v1/ions?dryRun=true", changed).status()).isEqualTo(200);
  }

  @Test
  void aLostIonThatRunsAfterAllIsFound() {
    launched("again");
    workflows.lose("again", WorkflowStanding.UNKNOWN);
    reconciler.pass();
    assertThat(status("again")).isEqualTo("lost");

    workflows.running.add("again");
    reconciler.pass();

    assertThat(status("again")).isEqualTo("running");
    assertThat(timeline("again", "ion.found")).hasSize(1);
    assertThat(alerts("again")).isEmpty();
  }

  @Test
  void anIonThatWasFoundMayBeLostAgain() {
    launched("twice");
    for (int i = 0; i < 2; i++) {
      workflows.lose("twice", WorkflowStanding.UNKNOWN);
      reconciler.pass();
      assertThat(status("twice")).isEqualTo("lost");
      workflows.running.add("twice");
      reconciler.pass();
      assertThat(status("twice")).isEqualTo("running");
    }
    assertThat(timeline("twice", "ion.lost")).hasSize(2);
    assertThat(alerts("twice")).isEmpty();
  }

  @Test
  void whatIsWrongWithOneIonHidesNoOther() {
    launched("zz-after");
    launched("aa-odd");
    // As by a restore of an older database: the key is taken, by something else.
    ledger.append(
        new TimelineBatch(
            "aa-odd",
            "hub",
            "",
            List.of(
                new TimelineEntry(
                    "lost/run-1",
                    Instant.EPOCH,
                    Actor.SYSTEM,
                    null,
                    null,
                    new LifecycleEvent.IonFound("aa-odd", "lost", "running")))));
    workflows.lose("aa-odd", TERMINATED);
    workflows.lose("zz-after", TERMINATED);
    reconciler.pass();
    assertThat(status("zz-after")).isEqualTo("lost");
    assertThat(status("aa-odd")).isEqualTo("lost");
  }

  @Test
  void aWorkflowWithANameThatNoIonCanHaveHidesNoOther() {
    String odd = "x".repeat(300);
    workflows.running.add(odd);
    workflows.running.add("zz-stray");
    reconciler.pass();
    reconciler.pass();
    reconciler.pass();
    assertThat(alerts("zz-stray")).hasSize(1);
    workflows.running.remove(odd);
    workflows.running.remove("zz-stray");
    reconciler.pass();
    assertThat(alerts("zz-stray")).isEmpty();
  }

  @Test
  void anIonThatShouldNotRunIsToldOnce() {
    launched("zombie");
    http.post("operator", "/api/v1/ions/zombie/stop", "");
    deliver("zombie");
    workflows.running.add("zombie");
    workflows.running.add("nobody");

    reconciler.pass();
    assertThat(alerts("zombie")).as("it may be ending").isEmpty();
    reconciler.pass();
    reconciler.pass();

    assertThat(alerts("zombie").findValuesAsText("kind")).containsExactly("ion-unexpected");
    assertThat(alerts("zombie").toString()).contains("is stopped here");
    assertThat(alerts("nobody").toString())
        .contains("is not there here", "temporal workflow cancel");
    assertThat(timeline("zombie", "ion.found")).hasSize(1);

    workflows.running.remove("zombie");
    workflows.running.remove("nobody");
    reconciler.pass();
    assertThat(alerts("zombie")).isEmpty();
    assertThat(alerts("nobody")).isEmpty();
  }

  private void launched(String ion) {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml(ion));
    assertThat(http.post("operator", "/api/v1/ions/" + ion + "/launch", "").status())
        .isEqualTo(202);
    deliver(ion);
  }

  private void deliver(String ion) {
    ledger.append(new TimelineBatch(ion, "ion:" + ion, "run", workflows.takeRecords(ion)));
  }

  private String status(String ion) {
    return http.get("viewer", "/api/v1/ions/" + ion).json().path("status").asText();
  }

  private JsonNode timeline(String ion, String kind) {
    return http.get("viewer", "/api/v1/ions/" + ion + "/timeline?kind=" + kind)
        .json()
        .path("items");
  }

  private JsonNode alerts(String ion) {
    return http.get("viewer", "/api/v1/alerts?ion=" + ion).json().path("items");
  }
}
