package dev.ionosphere.api.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.model.RegisteredModel;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.api.temporal.Census;
import dev.ionosphere.api.temporal.WorkflowStanding;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.machine.node.inference.InferenceState;
import dev.ionosphere.workflows.machine.node.training.TrainingState;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.RolloutEvent;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import dev.ionosphere.workflows.training.TrainingResult;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An ION that was lost goes on from its ledger. */
@MicronautTest(transactional = false)
class RecoveryTest {

  @Inject TestingHttp http;
  @Inject InMemoryIonWorkflows workflows;
  @Inject Reconciler reconciler;
  @Inject Ledger ledger;
  @Inject RegisteredModels models;
  @Inject Clock clock;
  private int records;

  @Test
  void anOpenApprovalIsAskedAgainAndTheModelGoesOut() {
    launched("asked");
    String digest = trained("asked", 1);
    assertThat(pending("asked").path("id").asText()).isEqualTo("asked.review.1");
    lost("asked");

    Answer recovered = http.post("operator", "/api/v1/ions/asked/recover", "");
    assertThat(recovered.status()).as(recovered.body()).isEqualTo(202);
    assertThat(recovered.body()).contains("begins again: asked.retrain.1");
    deliver("asked");

    assertThat(status("asked")).isEqualTo("running");
    assertThat(http.get("viewer", "/api/v1/alerts?ion=asked").json().path("items")).isEmpty();
    assertThat(http.get("viewer", "/api/v1/approvals/asked.review.1").json().path("state").asText())
        .isEqualTo("voided");
    JsonNode again = pending("asked");
    assertThat(again.path("id").asText()).isEqualTo("asked.review.2");
    assertThat(again.path("candidate").asText()).isEqualTo(digest);
    assertThat(again.path("run").asText()).isEqualTo("asked.retrain.1");
    assertThat(again.path("requester").asText()).isEqualTo("person:scientist");
    assertThat(decide("approver", again).status()).isEqualTo(200);
    deliver("asked");
    JsonNode live = http.get("viewer", "/api/v1/ions/asked").json().at("/live/nodes/detect");
    assertThat(live.at("/release/wanted").asText()).isEqualTo(digest);
    assertThat(live.at("/release/generation").asLong()).isEqualTo(1);
    assertThat(timeline("asked", "ion.recovered").get(0).path("actor").asText())
        .isEqualTo("person:operator");
    assertThat(timeline("asked", "ion.launched")).hasSize(2);
    JsonNode checked = http.get("viewer", "/api/v1/ions/asked/timeline/verify").json();
    assertThat(checked.path("intact").asBoolean()).as(checked.toString()).isTrue();
  }

  @Test
  void whoAskedForARunCannotApproveItAfterARecoveryEither() {
    launched("requester");
    trained("requester", 1);
    lost("requester");
    recover("requester");
    // The role is given, but she asked for the run.
    assertThat(decide("scientist", pending("requester")).status()).isEqualTo(403);
    IonState state = workflows.started.get("requester");
    assertThat(state.traffic().held().getFirst().provenance().requesters())
        .containsExactly("person:scientist");
  }

  @Test
  void aRunUnderWayGoesOnUnderItsId() {
    launched("busy");
    run("busy");
    workflows.work.put("busy", List.of(new Census.Work("work:busy:retrain:1", true)));
    lost("busy");

    assertThat(recover("busy")).contains("goes on: work:busy:retrain:1");
    assertThat(workflows.started.get("busy").nodes().get("retrain"))
        .isInstanceOfSatisfying(
            TrainingState.class,
            node -> {
              assertThat(node.run().work()).isEqualTo("work:busy:retrain:1");
              assertThat(node.run().job().run()).isEqualTo("busy.retrain.1");
              assertThat(node.run().job().requester()).isEqualTo("person:scientist");
              assertThat(node.run().job().arguments()).containsEntry("input", "data/train.csv");
              assertThat(node.nextFire()).isNotNull();
            });
    assertThat(workflows.cancelled).noneMatch(work -> work.startsWith("work:busy:"));
    String digest = digest("busy", 1);
    model("busy", digest, 1);
    finished("busy", digest, 1);
    assertThat(pending("busy").path("candidate").asText()).isEqualTo(digest);
  }

  @Test
  void workThatTheLedgerDoesNotKnowIsEndedAndItsNumberDoesNotComeBack() {
    launched("unknown");
    run("unknown");
    workflows.work.put(
        "unknown",
        List.of(
            new Census.Work("work:unknown:retrain:7", true),
            new Census.Work("rollout:unknown:detect:4", true),
            new Census.Work("work:unknown:retrain:1", false)));
    lost("unknown");
    recover("unknown");
    assertThat(workflows.cancelled)
        .contains("work:unknown:retrain:7", "rollout:unknown:detect:4")
        .doesNotContain("work:unknown:retrain:1");
    assertThat(workflows.started.get("unknown").numbers())
        .containsEntry("retrain", 7L)
        .containsEntry("detect", 4L);
    assertThat(timeline("unknown", "ion.recovered").toString())
        .contains("work:unknown:retrain:7", "rollout:unknown:detect:4");
  }

  @Test
  void aRolloutUnderWayGoesOn() {
    String digest = rolling("rolling");
    lost("rolling");
    assertThat(recover("rolling")).contains("rollout:rolling:detect:1");
    InferenceState node = (InferenceState) workflows.started.get("rolling").nodes().get("detect");
    assertThat(node.rollout().open()).isTrue();
    assertThat(node.rollout().input().rollout()).isEqualTo("rollout:rolling:detect:1");
    assertThat(node.wanted().model().digest()).isEqualTo(digest);
    assertThat(node.proven()).isNull();
    workflows.ended(
        "rolling",
        "detect",
        "rollout:rolling:detect:1",
        new WorkEnd.Done(
            new RolloutReport(
                "rollout:rolling:detect:1",
                "detect",
                1,
                RolloutStatus.COMPLETED,
                Tally.NONE,
                false)));
    deliver("rolling");
    assertThat(timeline("rolling", "model.proven")).hasSize(1);
  }

  @Test
  void aRolloutThatEndedMeanwhileCountsAsTheLedgerTellsIt() {
    String digest = rolling("ended");
    lost("ended");
    tell(
        "ended",
        new RolloutEvent.RolloutFinished("rollout:ended:detect:1", "aborted", 0, 1, 0, "bad"));
    recover("ended");
    InferenceState node = (InferenceState) workflows.started.get("ended").nodes().get("detect");
    assertThat(node.rejected()).containsExactly(digest);
    assertThat(node.rollout()).isNull();
    assertThat(timeline("ended", "model.rejected")).hasSize(1);
    assertThat(live("ended").at("/nodes/detect/state").asText()).isEqualTo("failed");
  }

  @Test
  void anIonThatWasPausedIsStillPaused() {
    launched("paused");
    String digest = trained("paused", 1);
    http.post("operator", "/api/v1/ions/paused/pause", "");
    deliver("paused");
    lost("paused");
    recover("paused");
    assertThat(status("paused")).isEqualTo("paused");
    assertThat(live("paused").path("approvals")).isEmpty();
    http.post("operator", "/api/v1/ions/paused/resume", "");
    deliver("paused");
    assertThat(pending("paused").path("candidate").asText()).isEqualTo(digest);
  }

  @Test
  void aDocumentThatWaitedIsAppliedAgain() {
    launched("change");
    String weaker = TestingIon.yaml("change").replace("after: 72h", "after: 720h");
    http.yaml("scientist", "/api/v1/ions", weaker);
    deliver("change");
    assertThat(pending("change").path("id").asText()).isEqualTo("change.change-1");
    lost("change");
    assertThat(recover("change")).contains("generation 2 was not in force, apply it again");
    assertThat(live("change").path("observedGeneration").asLong()).isEqualTo(1);
    assertThat(
            http.get("viewer", "/api/v1/approvals/change.change-1").json().path("state").asText())
        .isEqualTo("voided");
    Answer again = http.yaml("scientist", "/api/v1/ions", weaker);
    assertThat(again.json().path("approval").asText()).isEqualTo("change.change-2");
  }

  @Test
  void aCandidateThatWasRejectedDoesNotComeBack() {
    launched("refused");
    trained("refused", 1);
    JsonNode asked = pending("refused");
    http.post(
        "approver",
        "/api/v1/approvals/refused.review.1/decision",
        "{\"decision\":\"reject\",\"subject\":\"%s\",\"reason\":\"no\"}"
            .formatted(asked.path("subject").asText()));
    deliver("refused");
    lost("refused");
    recover("refused");
    assertThat(workflows.started.get("refused").traffic().held()).isEmpty();
  }

  @Test
  void onlyALostIonIsRecovered() {
    launched("fine");
    Answer running = http.post("operator", "/api/v1/ions/fine/recover", "");
    assertThat(running.status()).isEqualTo(200);
    assertThat(running.json().path("done").asBoolean()).isFalse();
    assertThat(http.post("viewer", "/api/v1/ions/fine/recover", "").status()).isEqualTo(403);
    assertThat(http.post("operator", "/api/v1/ions/none/recover", "").status()).isEqualTo(404);
    http.post("operator", "/api/v1/ions/fine/stop", "");
    deliver("fine");
    assertThat(http.post("operator", "/api/v1/ions/fine/recover", "").status()).isEqualTo(409);
  }

  private void launched(String ion) {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml(ion));
    assertThat(http.post("operator", "/api/v1/ions/" + ion + "/launch", "").status())
        .isEqualTo(202);
    deliver(ion);
  }

  private void run(String ion) {
    assertThat(http.post("scientist", "/api/v1/ions/" + ion + "/nodes/retrain/run", "").status())
        .isEqualTo(202);
    deliver(ion);
  }

  private String trained(String ion, int number) {
    run(ion);
    String digest = digest(ion, number);
    model(ion, digest, number);
    finished(ion, digest, number);
    return digest;
  }

  /** A release whose rollout has begun. */
  private String rolling(String ion) {
    launched(ion);
    String digest = trained(ion, 1);
    decide("approver", pending(ion));
    deliver(ion);
    tell(
        ion,
        new RolloutEvent.RolloutStarted(
            "rollout:" + ion + ":detect:1", "detect", 1, digest, List.of(1), 1));
    return digest;
  }

  private static String digest(String ion, int number) {
    return Digest.of((ion + number).getBytes(StandardCharsets.UTF_8)).value();
  }

  private void model(String ion, String digest, int number) {
    models.save(
        new RegisteredModel(
            digest,
            ion,
            "retrain",
            ion + ".retrain." + number,
            "signed",
            "key",
            10,
            "{}",
            Map.of("wssse", 2.0),
            Instant.EPOCH));
  }

  private void finished(String ion, String digest, int number) {
    workflows.ended(
        ion,
        "retrain",
        "work:" + ion + ":retrain:" + number,
        new WorkEnd.Done(
            new TrainingResult(
                ion + ".retrain." + number,
                new ModelRef(digest, "signed", "key", 10),
                Map.of("wssse", 2.0),
                "sha256:evidence")));
    deliver(ion);
  }

  private void lost(String ion) {
    workflows.lose(ion, new WorkflowStanding(false, "run-" + ion, "terminated"));
    reconciler.pass();
    assertThat(status(ion)).isEqualTo("lost");
  }

  private String recover(String ion) {
    Answer recovered = http.post("operator", "/api/v1/ions/" + ion + "/recover", "");
    assertThat(recovered.status()).as(recovered.body()).isEqualTo(202);
    deliver(ion);
    return recovered.json().path("message").asText();
  }

  private void deliver(String ion) {
    ledger.append(new TimelineBatch(ion, "ion:" + ion, "run", workflows.takeRecords(ion)));
  }

  /** A rollout's own record. */
  private void tell(String ion, TimelineEvent event) {
    records++;
    TimelineEntry entry =
        new TimelineEntry(
            "rollout/" + records, clock.instant(), Actor.SYSTEM, "detect", null, event);
    ledger.append(new TimelineBatch(ion, "rollout:" + ion + ":detect:1", "run", List.of(entry)));
  }

  private JsonNode pending(String ion) {
    JsonNode waiting =
        http.get("viewer", "/api/v1/approvals?state=pending&ion=" + ion).json().path("items");
    assertThat(waiting).as(waiting.toString()).hasSize(1);
    return waiting.get(0);
  }

  private Answer decide(String person, JsonNode approval) {
    return http.post(
        person,
        "/api/v1/approvals/" + approval.path("id").asText() + "/decision",
        "{\"decision\":\"approve\",\"subject\":\"%s\",\"reason\":\"good\"}"
            .formatted(approval.path("subject").asText()));
  }

  private JsonNode live(String ion) {
    return http.get("viewer", "/api/v1/ions/" + ion).json().path("live");
  }

  private String status(String ion) {
    return http.get("viewer", "/api/v1/ions/" + ion).json().path("status").asText();
  }

  private JsonNode timeline(String ion, String kind) {
    return http.get("viewer", "/api/v1/ions/" + ion + "/timeline?kind=" + kind)
        .json()
        .path("items");
  }
}
