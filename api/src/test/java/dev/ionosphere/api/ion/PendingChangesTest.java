package dev.ionosphere.api.ion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.ion.Command;
import dev.ionosphere.workflows.ion.CommandReceipt;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways round an approval, tried by somebody who may apply documents. */
@MicronautTest(transactional = false)
class PendingChangesTest {

  @Inject TestingHttp http;
  @Inject InMemoryIonWorkflows workflows;
  @Inject Ledger ledger;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "edge | - {from: review, to: detect} | - {from: review, to: detect}; - {from: retrain, to: detect}",
        "role | role: approver | role: data-scientist",
        "quorum | required: 2 | required: 1",
        "expiry | after: 72h | after: 720h"
      })
  void aWeakerDocumentWaitsForTheApproversOfTheOneInForce(String ion, String was, String is) {
    launched(ion);
    String weaker = yaml(ion).replace(was, is.replace("; ", "\n    "));
    if (ion.equals("edge")) {
      weaker = weaker.replace("every: 5m", "every: 5m\n      join: any");
    }
    JsonNode plan = http.yaml("scientist", "/api/v1/ions?dryRun=true", weaker).json();
    assertThat(plan.path("policy").asText()).as(plan.toString()).isEqualTo("weaker");
    assertThat(plan.path("weakens")).isNotEmpty();
    assertThat(plan.path("approvers").toString()).isEqualTo("[\"2 of approver\"]");
    assertThat(plan.path("approval").isTextual()).isFalse();

    Answer applied = http.yaml("scientist", "/api/v1/ions", weaker);
    String approval = ion + ".change-1";
    assertThat(applied.json().path("approval").asText()).as(applied.body()).isEqualTo(approval);
    JsonNode live = http.get("viewer", "/api/v1/ions/" + ion).json().path("live");
    assertThat(live.path("observedGeneration").asLong()).isEqualTo(1);
    assertThat(live.path("pendingGeneration").asLong()).isEqualTo(2);

    deliver(ion);
    JsonNode asked = http.get("viewer", "/api/v1/approvals/" + approval).json();
    assertThat(asked.path("state").asText()).isEqualTo("pending");
    assertThat(asked.path("documentGeneration").asLong()).isEqualTo(2);
    assertThat(asked.path("requester").asText()).isEqualTo("person:scientist");
    assertThat(decide("scientist", asked).status()).isEqualTo(403);
    assertThat(http.get("viewer", "/approvals/" + approval).body())
        .contains("May the ION follow this document?", "generation 2 of ION", "What it weakens");
    assertThat(http.get("viewer", "/approvals").body())
        .contains("document generation 2 of ION " + ion);
    assertThat(decide("approver", asked).json().path("outcome").asText()).isEqualTo("open");
  }

  @Test
  void whoProposedADocumentCannotDecideOnIt() {
    launched("proposer");
    String body = "{\"name\":\"both\",\"roles\":[\"operator\",\"approver\"]}";
    String token = http.post("admin", "/api/v1/people", body).json().path("token").asText();
    Map<String, String> headers =
        Map.of("Authorization", "Bearer " + token, "Content-Type", "application/yaml");
    http.send(
        "POST",
        "/api/v1/ions",
        headers,
        HttpRequest.BodyPublishers.ofString(
            yaml("proposer").replace("required: 2", "required: 1")));
    deliver("proposer");
    JsonNode asked = http.get("viewer", "/api/v1/approvals/proposer.change-1").json();
    Answer answer =
        http.send(
            "POST",
            "/api/v1/approvals/proposer.change-1/decision",
            Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
            HttpRequest.BodyPublishers.ofString(decision(asked)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains("both asked for it and may not approve it");
  }

  @Test
  void aModelIsNotSetByWhoMayNot() {
    launched("setter");
    String body = "{\"digest\":\"sha256:%s\",\"reason\":\"it is mine\"}".formatted("a".repeat(64));
    Answer answer =
        http.send(
            "scientist", "PUT", "/api/v1/ions/setter/nodes/detect/model", body, "application/json");
    assertThat(answer.status()).isEqualTo(403);
    http.send(
        "scientist", "PUT", "/api/v1/ions/setter/nodes/detect/model", body, "application/json");
    JsonNode refused =
        http.get("viewer", "/api/v1/ions/setter/timeline?kind=command.refused")
            .json()
            .path("items");
    assertThat(refused).as("one record a minute").hasSizeBetween(1, 2);
    assertThat(refused.get(0).path("actor").asText()).isEqualTo("person:scientist");
    assertThat(refused.get(0).at("/data/command").asText()).isEqualTo("set model");
    assertThat(refused.get(0).at("/data/reason").asText())
        .isEqualTo("scientist has role data-scientist; this takes admin or operator");
  }

  @Test
  void aDecisionOfWhoMayNotIsRecorded() {
    launched("decider");
    http.post(
        "viewer",
        "/api/v1/approvals/decider.change-1/decision",
        "{\"decision\":\"approve\",\"subject\":\"sha256:x\",\"reason\":\"mine\"}");
    assertThat(http.get("viewer", "/api/v1/ions/decider/timeline?kind=command.refused").body())
        .contains("\"command\":\"decide\"", "person:viewer");
  }

  @Test
  void aCommandOfWhoMayNotIsRecordedByTheNameThatWasGiven() {
    launched("named");
    for (String command :
        new String[] {"launch", "recover", "pause", "resume", "stop", "withdraw"}) {
      assertThat(http.post("viewer", "/api/v1/ions/named/" + command, "").status()).isEqualTo(403);
      assertThat(http.get("viewer", "/api/v1/ions/named/timeline?kind=command.refused").body())
          .contains("Command " + command + " was refused");
    }
  }

  @Test
  void aModelIsNotSetThroughTemporalWithoutTheHub() {
    launched("around");
    ModelRef model = new ModelRef("sha256:" + "a".repeat(64), "signed", "key", 10);
    CommandReceipt receipt =
        workflows.update(
            "ion:around",
            "setModel",
            "1",
            new Command.SetModel("1", null, "detect", model, "it is mine", null),
            CommandReceipt.class);
    assertThat(receipt.done()).isFalse();
    deliver("around");
    assertThat(http.get("viewer", "/api/v1/ions/around/timeline").body())
        .contains("Command set model was refused", "needs a ticket from the hub, got none");
  }

  @Test
  void aStricterDocumentIsFollowedAtOnce() {
    launched("stricter");
    String stricter = yaml("stricter").replace("required: 2", "required: 3");
    JsonNode plan = http.yaml("scientist", "/api/v1/ions", stricter).json();
    assertThat(plan.path("policy").asText()).isEqualTo("stricter");
    assertThat(plan.path("approvers")).isEmpty();
    JsonNode live = http.get("viewer", "/api/v1/ions/stricter").json().path("live");
    assertThat(live.path("observedGeneration").asLong()).isEqualTo(2);
  }

  private static String yaml(String ion) {
    return TestingIon.yaml(ion).replace("required: 1", "required: 2");
  }

  private void launched(String ion) {
    assertThat(http.yaml("operator", "/api/v1/ions", yaml(ion)).status()).isEqualTo(201);
    http.post("operator", "/api/v1/ions/" + ion + "/launch", "");
    deliver(ion);
  }

  private void deliver(String ion) {
    ledger.append(new TimelineBatch(ion, "ion:" + ion, "run", workflows.takeRecords(ion)));
  }

  private Answer decide(String person, JsonNode asked) {
    return http.post(
        person, "/api/v1/approvals/" + asked.path("id").asText() + "/decision", decision(asked));
  }

  private static String decision(JsonNode asked) {
    return "{\"decision\":\"approve\",\"subject\":\"%s\",\"reason\":\"because\"}"
        .formatted(asked.path("subject").asText());
  }
}
