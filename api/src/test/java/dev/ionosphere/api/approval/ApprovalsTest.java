package dev.ionosphere.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.timeline.TestingEntries;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketVerifier;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class ApprovalsTest {

  private static final String SUBJECT = "sha256:" + "a".repeat(64);
  private static final String CANDIDATE = "sha256:" + "b".repeat(64);

  @Inject Ledger ledger;
  @Inject TestingHttp http;
  @Inject InMemoryIonWorkflows workflows;
  @Inject TicketIssuer tickets;

  @Test
  void openedApprovalWaits() {
    open("one.review.1");
    JsonNode items =
        http.get("viewer", "/api/v1/approvals?state=pending&ion=one").json().path("items");
    assertThat(items).hasSize(1);
    assertThat(items.get(0).path("id").asText()).isEqualTo("one.review.1");
    assertThat(items.get(0).path("workflow").asText()).isEqualTo("ion:one");
    assertThat(items.get(0).path("targets").toString()).isEqualTo("[\"detect\"]");
  }

  @Test
  void decisionCarriesATicketOfTheAuthenticatedPerson() {
    open("two.review.1");
    workflows.takeUpdates();
    Answer answer = decide("approver", "two.review.1", "approve", SUBJECT);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("outcome").asText()).isEqualTo("approved");
    DecideRequest request = (DecideRequest) workflows.takeUpdates().getFirst();
    Ticket ticket =
        new TicketVerifier(tickets.key().publicKey()).verify(request.ticket()).orElseThrow();
    assertThat(ticket.person()).isEqualTo("approver");
    assertThat(ticket.roles()).containsExactly("approver");
    assertThat(ticket.subject()).isEqualTo(SUBJECT);
    assertThat(ticket.act()).isEqualTo("approve");
    assertThat(ticket.expires()).isAfter(Instant.now());
  }

  @Test
  void ticketCanBePastedIntoTemporal() {
    open("paste.review.1");
    Answer answer =
        http.post(
            "approver", "/api/v1/approvals/paste.review.1/ticket", "{\"decision\":\"reject\"}");
    assertThat(answer.json().path("approval").asText()).isEqualTo("paste.review.1");
    assertThat(answer.json().path("subject").asText()).isEqualTo(SUBJECT);
    assertThat(
            new TicketVerifier(tickets.key().publicKey())
                .verify(answer.json().path("ticket").asText()))
        .isPresent();
  }

  @Test
  void otherRolesOtherSubjectsAndOtherWordsAreRefused() {
    open("three.review.1");
    workflows.takeUpdates();
    assertThat(decide("operator", "three.review.1", "approve", SUBJECT).status()).isEqualTo(403);
    assertThat(decide("admin", "three.review.1", "approve", SUBJECT).status()).isEqualTo(403);
    assertThat(decide("approver", "three.review.1", "approve", CANDIDATE).status()).isEqualTo(409);
    assertThat(decide("approver", "three.review.1", "perhaps", SUBJECT).status()).isEqualTo(400);
    assertThat(decide("approver", "three.review.9", "approve", SUBJECT).status()).isEqualTo(404);
    assertThat(http.post("approver", "/api/v1/approvals/three.review.1/decision", "{}").status())
        .isEqualTo(400);
    assertThat(workflows.takeUpdates()).isEmpty();
  }

  @Test
  void aGateSaysWhyItAsks() {
    append(
        "gated",
        "k0",
        "gate.judged",
        Map.of(
            "judgement", "gated.better.1",
            "candidate", CANDIDATE,
            "run", "gated.retrain.1",
            "condition", "candidate.metrics.auc > 0.9",
            "verdict", "inconclusive",
            "reason", "'candidate.metrics.auc' is missing",
            "seen", Map.of("candidate.metrics.auc", "missing")));
    open("gated.better.2", "k0");
    JsonNode gate = http.get("viewer", "/api/v1/approvals/gated.better.2").json().path("gate");
    assertThat(gate.path("judgement").asText()).isEqualTo("gated.better.1");
    assertThat(gate.path("condition").asText()).isEqualTo("candidate.metrics.auc > 0.9");
    assertThat(gate.path("reason").asText()).isEqualTo("'candidate.metrics.auc' is missing");
    assertThat(gate.path("seen").path("candidate.metrics.auc").asText()).isEqualTo("missing");
    open("ungated.review.1");
    assertThat(
            http.get("viewer", "/api/v1/approvals/ungated.review.1").json().path("gate").isObject())
        .isFalse();
  }

  @Test
  void decisionsCloseTheApproval() {
    open("four.review.1");
    append(
        "four",
        "k2",
        "approval.decided",
        Map.of(
            "approval", "four.review.1",
            "decision", "approve",
            "person", "person:approver",
            "reason", "looks good",
            "outcome", "approved"));
    JsonNode approval = http.get("viewer", "/api/v1/approvals/four.review.1").json();
    assertThat(approval.path("state").asText()).isEqualTo("approved");
    assertThat(approval.path("decisions").get(0).path("reason").asText()).isEqualTo("looks good");
  }

  private Answer decide(String person, String approval, String decision, String subject) {
    return http.post(
        person,
        "/api/v1/approvals/" + approval + "/decision",
        "{\"decision\":\"%s\",\"subject\":\"%s\",\"reason\":\"because\"}"
            .formatted(decision, subject));
  }

  private void open(String approval) {
    open(approval, null);
  }

  private void open(String approval, @Nullable String cause) {
    String ion = approval.substring(0, approval.indexOf('.'));
    workflows.running.add(ion);
    append(
        ion,
        "k1",
        "approval.opened",
        approval,
        cause,
        Map.of(
            "approval",
            approval,
            "approvalSubject",
            SUBJECT,
            "candidate",
            CANDIDATE,
            "role",
            "approver",
            "required",
            1,
            "stages",
            List.of("1 of approver"),
            "requesters",
            List.of("schedule"),
            "evidence",
            SUBJECT,
            "run",
            ion + ".retrain.1",
            "targets",
            List.of("detect")));
  }

  private void append(String ion, String key, String kind, Map<String, Object> data) {
    append(ion, key, kind, "subject", null, data);
  }

  private void append(
      String ion,
      String key,
      String kind,
      String subject,
      @Nullable String cause,
      Map<String, Object> data) {
    ledger.append(
        new TimelineBatch(
            ion,
            "ion:" + ion,
            "r",
            List.of(
                TestingEntries.entry(
                    key, Instant.now(), kind, "system", subject, "review", cause, data))));
  }
}
