package dev.ionosphere.api.breakglass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BreakGlassTest implements TestPropertyProvider {

  private static final KeyPair KEYS = keys();

  @Inject TestingHttp http;
  @Inject InMemoryIonWorkflows workflows;
  @Inject Ledger ledger;

  @Override
  public Map<String, String> getProperties() {
    try {
      Path file = Files.createTempFile("break-glass", ".pub");
      Files.writeString(
          file, Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded()) + "\n");
      return Map.of("hub.break-glass.key-file", file.toString(), "hub.break-glass.delay", "2h");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aChangeThatTooFewCanApproveOpensADelayAnAlertAndARecord() {
    JsonNode asked = asked("short", 2);
    Answer answer = open("admin", asked, statement(asked, "admin", "nobody is left", KEYS));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.body()).contains("unless an approver rejects it");
    deliver("short");
    JsonNode waiting = http.get("viewer", "/api/v1/approvals/short.change-1").json();
    assertThat(waiting.path("state").asText()).isEqualTo("pending");
    assertThat(waiting.path("breakGlassBy").asText()).isEqualTo("admin");
    assertThat(waiting.path("breakGlassAt").asText()).isNotEmpty();
    assertThat(http.get("viewer", "/approvals").body())
        .contains("goes through", "by break-glass of admin, unless an approver rejects it");
    assertThat(http.get("viewer", "/api/v1/alerts?ion=short").body())
        .contains("break-glass", "admin broke the glass");
    assertThat(http.get("viewer", "/api/v1/ions/short/timeline").body())
        .contains("change.glass-broken", "nobody is left");

    assertThat(decide("approver", waiting, "reject").status()).as("the veto").isEqualTo(200);
    deliver("short");
    assertThat(http.get("viewer", "/api/v1/approvals/short.change-1").json().path("state").asText())
        .isEqualTo("rejected");
    assertThat(http.get("viewer", "/api/v1/alerts?ion=short").json().path("items")).isEmpty();
  }

  @Test
  void whoeverCanApproveIsAskedInstead() {
    JsonNode asked = asked("enough", 1);
    Answer answer = open("admin", asked, statement(asked, "admin", "in a hurry", KEYS));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("can be approved by approver; ask them");
  }

  @Test
  void oneWhoIsNeededTwiceIsTooFew() {
    String people = "/api/v1/people";
    http.post("admin", people, "{\"name\":\"olga\",\"roles\":[\"operator\"]}");
    http.post("admin", people, "{\"name\":\"carl\",\"roles\":[\"approver\",\"admin\"]}");
    String staged =
        "stages: [{role: approver, required: 2}, {role: admin, required: 1},"
            + " {role: operator, required: 1}]";
    JsonNode asked = asked("needed", staged, "admin");
    Answer answer = open("admin", asked, statement(asked, "admin", "nobody is left", KEYS));
    http.send("admin", "DELETE", people + "/olga", "", "application/json");
    http.send("admin", "DELETE", people + "/carl", "", "application/json");
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
  }

  @Test
  void onlyAStatementOfTheOfflineKeyForThisChangeAndPersonCounts() {
    JsonNode asked = asked("strict", 2);
    String good = statement(asked, "admin", "nobody is left", KEYS);
    assertThat(open("operator", asked, good).status()).isEqualTo(403);
    assertThat(open("admin", asked, statement(asked, "admin", "mine", keys())).status())
        .isEqualTo(422);
    assertThat(open("admin", asked, statement(asked, "admin", " ", KEYS)).status()).isEqualTo(422);
    assertThat(open("admin", asked, "rubbish").status()).isEqualTo(422);
    assertThat(open("admin", asked, "..").status()).isEqualTo(422);
    assertThat(open("admin", asked, statement(asked, "olga", "mine", KEYS)).status())
        .isEqualTo(403);
    JsonNode other = asked("strict-too", 2);
    assertThat(open("admin", other, good).status()).isEqualTo(409);
    assertThat(open("admin", asked, good).status()).isEqualTo(202);
  }

  @Test
  void glassThatWasBrokenForOneChangeLetsNoOtherThrough() {
    JsonNode asked = asked("once", 2);
    assertThat(open("admin", asked, statement(asked, "admin", "nobody is left", KEYS)).status())
        .isEqualTo(202);
    deliver("once");
    assertThat(decide("approver", asked, "reject").status()).isEqualTo(200);
    deliver("once");
    // Somebody appends to the timeline through a worker: a change that waited since long ago.
    tell(
        "once",
        new ChangeEvent.ChangeProposed(
            "once.change-9",
            asked.path("subject").asText(),
            asked.path("candidate").asText(),
            asked.path("documentGeneration").asLong(),
            List.of(),
            List.of("2 of approver")),
        new ChangeEvent.ChangeForced("once.change-9", asked.path("subject").asText(), "admin", ""),
        followed("once", asked, "once.change-9"));
    assertThat(http.get("viewer", "/api/v1/alerts?ion=once").body())
        .contains("document-unexplained");
    String inForce =
        http.get("viewer", "/api/v1/ions/once").json().path("live").path("documentDigest").asText();
    tell("once", new ChangeEvent.DocumentChanged("once", inForce, 1, "same", null));
    assertThat(http.get("viewer", "/api/v1/alerts?ion=once").body())
        .contains("document-unexplained");
  }

  @Test
  void aChangeThatWasForcedByItIsFollowed() {
    JsonNode asked = asked("forced", 2);
    assertThat(open("admin", asked, statement(asked, "admin", "nobody is left", KEYS)).status())
        .isEqualTo(202);
    deliver("forced");
    tell(
        "forced",
        new ChangeEvent.ChangeForced(
            "forced.change-1", asked.path("subject").asText(), "admin", "nobody is left"),
        followed("forced", asked, "forced.change-1"));
    assertThat(http.get("viewer", "/api/v1/alerts?ion=forced").body())
        .doesNotContain("document-unexplained");
  }

  private static TimelineEvent followed(String ion, JsonNode asked, String allowedBy) {
    return new ChangeEvent.DocumentChanged(
        ion,
        asked.path("candidate").asText(),
        asked.path("documentGeneration").asLong(),
        "weaker",
        allowedBy);
  }

  private void tell(String ion, TimelineEvent... events) {
    List<TimelineEntry> entries = new ArrayList<>();
    for (TimelineEvent event : events) {
      entries.add(
          new TimelineEntry(
              "told-" + events.length + "-" + entries.size(),
              Instant.EPOCH,
              Actor.SYSTEM,
              null,
              null,
              event));
    }
    ledger.append(new TimelineBatch(ion, "ion:" + ion, "run", entries));
  }

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String statement(JsonNode asked, String person, String reason, KeyPair keys) {
    String inForce =
        http.get("viewer", "/api/v1/ions/" + asked.path("ion").asText())
            .json()
            .path("live")
            .path("documentDigest")
            .asText();
    String json =
        """
        {"approval":"%s","inForce":"%s","proposed":"%s","generation":%d,"person":"%s","reason":"%s"}
        """
            .formatted(
                asked.path("id").asText(),
                inForce,
                asked.path("candidate").asText(),
                asked.path("documentGeneration").asLong(),
                person,
                reason);
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String body = base64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(body.getBytes(StandardCharsets.US_ASCII));
      return body + "." + base64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer open(String person, JsonNode asked, String statement) {
    return http.post(
        person,
        "/api/v1/approvals/" + asked.path("id").asText() + "/break-glass",
        "{\"statement\":\"%s\"}".formatted(statement));
  }

  private JsonNode asked(String ion, int required) {
    return asked(ion, "role: approver, required: " + required, "scientist");
  }

  private JsonNode asked(String ion, String approvers, String proposer) {
    String yaml = TestingIon.yaml(ion).replace("role: approver, required: 1", approvers);
    assertThat(http.yaml("operator", "/api/v1/ions", yaml).status()).isEqualTo(201);
    http.post("operator", "/api/v1/ions/" + ion + "/launch", "");
    http.yaml(proposer, "/api/v1/ions", yaml.replace("after: 72h", "after: 720h"));
    deliver(ion);
    return http.get("viewer", "/api/v1/approvals/" + ion + ".change-1").json();
  }

  private void deliver(String ion) {
    ledger.append(new TimelineBatch(ion, "ion:" + ion, "run", workflows.takeRecords(ion)));
  }

  private Answer decide(String person, JsonNode asked, String decision) {
    return http.post(
        person,
        "/api/v1/approvals/" + asked.path("id").asText() + "/decision",
        "{\"decision\":\"%s\",\"subject\":\"%s\"}"
            .formatted(decision, asked.path("subject").asText()));
  }
}
