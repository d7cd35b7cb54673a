package dev.ionosphere.api.ticketkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.DecisionReceipt;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.LifecycleEvent.KeyRotated;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class TicketKeysTest {

  private static final String KEYS = "/api/v1/keys/tickets";

  @Inject TestingHttp http;
  @Inject InMemoryIonWorkflows workflows;
  @Inject Ledger ledger;
  @Inject KeyRotation rotation;
  @Inject KeyRing ring;
  @Inject ToldIons told;
  @Inject SecretFiles secrets;
  @Inject StoredTicketKeys stored;
  @Inject TransactionOperations<Connection> transactions;

  /** Each test leaves one key that everybody believes. */
  @AfterEach
  void settle() {
    workflows.down = false;
    rotation.tell();
    List<StoredTicketKey> live = ring.live();
    live.subList(0, live.size() - 1).forEach(ring::retire);
    rotation.tell();
  }

  @Test
  void anApprovalThatWasOpenIsDecidedAfterARotation() {
    JsonNode asked = asked("open-one");
    String before = ring.newest().id();
    JsonNode made = rotate(960, "1").json();
    rotation.tell();
    assertThat(made.path("id").asText()).isNotEqualTo(before);
    assertThat(decide(asked).status()).isEqualTo(200);
    DecideRequest sent = (DecideRequest) workflows.takeUpdates().getLast();
    assertThat(TicketText.key(sent)).isEqualTo(made.path("id").asText());
    assertThat(rotated("open-one"))
        .containsExactly(new KeyRotated("open-one", made.path("id").asText(), "added"));
  }

  @Test
  void aTicketOfARetiredKeyIsRefusedByName() {
    JsonNode asked = asked("named");
    String old = ring.newest().id();
    String id = asked.path("id").asText();
    JsonNode pasted =
        http.post("approver", "/api/v1/approvals/" + id + "/ticket", "{\"decision\":\"approve\"}")
            .json();
    String fresh = rotate(0, "1").json().path("id").asText();
    rotation.tell();
    DecideRequest late =
        new DecideRequest(
            id, "approve", asked.path("subject").asText(), "", pasted.path("ticket").asText());
    assertThatThrownBy(
            () -> workflows.update("ion:named", "decide", "1", late, DecisionReceipt.class))
        .hasMessage(
            "%s: the ticket is of key %s, which is retired or was never this ION's; it believes %s"
                .formatted(id, old, fresh));
    assertThat(rotated("named"))
        .containsExactly(
            new KeyRotated("named", fresh, "added"), new KeyRotated("named", old, "removed"));
    assertThat(secrets.read(old + ".key")).as("the private half").isEmpty();
    assertThat(item(old).path("state").asText()).isEqualTo("retired");
    assertThat(decide(asked).status()).isEqualTo(200);
  }

  @Test
  void whatCouldNotBeToldIsToldLater() {
    launched("away");
    String old = ring.newest().id();
    workflows.down = true;
    String fresh = rotate(0, "1").json().path("id").asText();
    rotation.tell();
    assertThat(item(fresh).path("waitingFor").toString()).contains("away");
    assertThat(item(old).path("state").asText()).isEqualTo("retiring");
    assertThat(secrets.read(old + ".key")).as("needed to tell it").isPresent();
    workflows.down = false;
    rotation.tell();
    assertThat(item(fresh).path("waitingFor")).isEmpty();
    assertThat(item(old).path("state").asText()).isEqualTo("retired");
    assertThat(workflows.takeRecords("away"))
        .filteredOn(entry -> entry.event() instanceof KeyRotated)
        .extracting(TimelineEntry::actor)
        .containsOnly(Actor.person("admin"));
  }

  @Test
  void aHubThatWasKilledAfterTellingAnIonTellsItAgain() {
    launched("killed");
    rotate(0, "1");
    rotation.tell();
    workflows.takeRecords("killed");
    told.deleteById("killed");
    rotation.tell();
    assertThat(told.findById("killed")).isPresent();
    assertThat(workflows.takeRecords("killed")).as("it has them already").isEmpty();
  }

  @Test
  void aHubThatWasKilledBeforeTellingAnIonFindsTheKeyThatItBelieves() {
    launched("before");
    String fresh = rotate(960, "1").json().path("id").asText();
    told.deleteById("before");
    rotation.tell();
    assertThat(workflows.takeRecords("before"))
        .filteredOn(entry -> entry.event() instanceof KeyRotated)
        .extracting(TimelineEntry::event)
        .contains(new KeyRotated("before", fresh, "added"));
  }

  @Test
  void anIonLaunchedMeanwhileBelievesBothAndIsToldOfTheEnd() {
    String old = ring.newest().id();
    String fresh = rotate(960, "1").json().path("id").asText();
    // The IONs of other tests are told first.
    rotation.tell();
    launched("meanwhile");
    assertThat(told.findById("meanwhile").orElseThrow().ids()).containsExactly(old, fresh);
    workflows.takeUpdates();
    rotation.tell();
    assertThat(workflows.takeUpdates()).isEmpty();
  }

  @Test
  void oneRotationAtATimeAndTheSameOneOnce() {
    String fresh = rotate(960, "same").json().path("id").asText();
    assertThat(rotate(960, "same").json().path("id").asText()).isEqualTo(fresh);
    Answer other = rotate(960, "other");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.body()).contains("is still to be retired");
    assertThat(rotate(-1, "wrong").status()).isEqualTo(422);
    assertThat(rotate(86_401, "wrong").status()).isEqualTo(422);
  }

  @Test
  void theNewestKeySignsAlsoIfTheClockWentBack() {
    Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofDays(-400));
    KeyRing late = new KeyRing(stored, told, secrets, transactions, behind);
    String old = ring.newest().id();
    StoredTicketKey made = late.add("behind", "admin", behind.instant().plusSeconds(900));
    assertThat(late.newest().id()).isEqualTo(made.id());
    assertThat(ring.newest().id()).as("and after").isEqualTo(made.id()).isNotEqualTo(old);
  }

  @Test
  void aKeyThatLeaksDuringARotationIsReplacedAtOnce() {
    JsonNode asked = asked("leaked");
    String first = ring.newest().id();
    String second = rotate(960, "1").json().path("id").asText();
    rotation.tell();
    String third = rotate(0, "2").json().path("id").asText();
    rotation.tell();
    assertThat(rotated("leaked"))
        .containsExactlyInAnyOrder(
            new KeyRotated("leaked", second, "added"),
            new KeyRotated("leaked", third, "added"),
            new KeyRotated("leaked", first, "removed"),
            new KeyRotated("leaked", second, "removed"));
    assertThat(item(first).path("state").asText()).isEqualTo("retired");
    assertThat(item(second).path("state").asText()).isEqualTo("retired");
    assertThat(decide(asked).status()).isEqualTo(200);
  }

  @Test
  void onlyAdminsLookAndNobodySeesASecret() {
    assertThat(http.get("operator", KEYS).status()).isEqualTo(403);
    assertThat(http.post("operator", KEYS + "/rotate", "").status()).isEqualTo(403);
    String secret = secrets.read(ring.newest().id() + ".key").orElseThrow();
    assertThat(http.get("admin", KEYS).body())
        .contains(ring.newest().id(), "signing")
        .doesNotContain(secret, "secret", "publicKey");
  }

  private Answer rotate(int overlap, String key) {
    // A key of its own in each test.
    String unique = new Throwable().getStackTrace()[1].getMethodName() + key;
    return http.send(
        "POST",
        KEYS + "/rotate?overlapSeconds=" + overlap,
        Map.of("Authorization", "Bearer " + http.token("admin"), "Idempotency-Key", unique),
        BodyPublishers.noBody());
  }

  private JsonNode item(String key) {
    for (JsonNode item : http.get("admin", KEYS).json().path("items")) {
      if (item.path("id").asText().equals(key)) {
        return item;
      }
    }
    throw new AssertionError("no key " + key);
  }

  private void launched(String ion) {
    assertThat(http.yaml("operator", "/api/v1/ions", TestingIon.yaml(ion)).status()).isEqualTo(201);
    http.post("operator", "/api/v1/ions/" + ion + "/launch", "");
  }

  /** A change of the document that waits for the approver. */
  private JsonNode asked(String ion) {
    launched(ion);
    http.yaml(
        "scientist", "/api/v1/ions", TestingIon.yaml(ion).replace("after: 72h", "after: 720h"));
    ledger.append(new TimelineBatch(ion, "ion:" + ion, "run", workflows.takeRecords(ion)));
    return http.get("viewer", "/api/v1/approvals/" + ion + ".change-1").json();
  }

  private Answer decide(JsonNode asked) {
    return http.post(
        "approver",
        "/api/v1/approvals/" + asked.path("id").asText() + "/decision",
        "{\"decision\":\"approve\",\"subject\":\"%s\"}".formatted(asked.path("subject").asText()));
  }

  private List<KeyRotated> rotated(String ion) {
    return workflows.takeRecords(ion).stream()
        .map(TimelineEntry::event)
        .filter(KeyRotated.class::isInstance)
        .map(KeyRotated.class::cast)
        .toList();
  }

  /** What a ticket says of itself. */
  private static final class TicketText {
    static String key(DecideRequest request) {
      String body = String.valueOf(request.ticket()).split("\\.")[0];
      return dev.ionosphere.api.json.Json.tree(
              new String(java.util.Base64.getUrlDecoder().decode(body)))
          .path("key")
          .asText();
    }
  }
}
