package dev.ionosphere.api.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class DelegationsTest {

  private static final String DELEGATIONS = "/api/v1/delegations";

  @Inject TestingHttp http;
  @Inject InMemoryIonWorkflows workflows;
  @Inject Ledger ledger;
  @Inject Clock clock;

  private final Map<String, String> tokens = new HashMap<>();

  /** People of the first start, and those who are new in each test. */
  @BeforeEach
  void people() {
    for (String name : new String[] {"ann", "bob", "cleo", "vera"}) {
      http.send("admin", "DELETE", "/api/v1/people/" + name, "", "application/json");
    }
    person("ann", "\"approver\"");
    person("bob", "\"operator\"");
    person("cleo", "\"operator\",\"approver\"");
    person("vera", "\"viewer\"");
  }

  @Test
  void aDeputyDecidesForThePrincipalAndBothAreRecorded() {
    JsonNode asked = asked("deputy", 1, "scientist");
    assertThat(decide("bob", asked, null).status()).isEqualTo(403);
    assertThat(waiting("bob", "deputy")).isEmpty();
    String lent = lend("ann", "bob").json().path("id").asText();
    assertThat(waiting("bob", "deputy")).containsExactly("ann");
    assertThat(waiting("approver", "deputy")).isEmpty();
    assertThat(get("bob", "/approvals").body()).contains("you may decide for ann");
    Answer answer = decide("bob", asked, null);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("outcome").asText()).isEqualTo("approved");
    deliver("deputy");
    JsonNode decision =
        http.get("viewer", "/api/v1/approvals/deputy.change-1").json().path("decisions").get(0);
    assertThat(decision.path("person").asText()).isEqualTo("bob");
    assertThat(decision.path("onBehalfOf").asText()).isEqualTo("ann");
    assertThat(http.get("viewer", "/api/v1/ions/deputy/timeline").body())
        .contains("bob for ann approved");
    assertThat(http.get("viewer", DELEGATIONS).body()).contains(lent);
    assertThat(waiting("bob", "deputy")).as("it waits no more").isEmpty();
    assertThat(http.get("viewer", DELEGATIONS + "?all=true&principal=ann&deputy=bob").body())
        .as("who allowed it")
        .contains(lent);
    assertThat(http.get("viewer", DELEGATIONS + "?all=true&principal=bob").body())
        .doesNotContain(lent);
  }

  @Test
  void whatIsRevokedOrWasLentByWhoLostTheRoleCountsNoLonger() {
    JsonNode asked = asked("over", 1, "scientist");
    String lent = lend("ann", "bob").json().path("id").asText();
    assertThat(post("vera", DELEGATIONS + "/" + lent + "/revoke", "").status()).isEqualTo(403);
    assertThat(post("bob", DELEGATIONS + "/" + lent + "/revoke", "").status()).isEqualTo(200);
    assertThat(decide("bob", asked, null).status()).isEqualTo(403);
    assertThat(http.get("viewer", DELEGATIONS).body()).doesNotContain(lent);
    assertThat(http.get("viewer", DELEGATIONS + "?all=true").body()).contains(lent);

    lend("ann", "bob");
    http.send("admin", "DELETE", "/api/v1/people/ann", "", "application/json");
    person("ann", "\"approver\"");
    assertThat(decide("bob", asked, "ann").status()).as("another ann").isEqualTo(403);
    assertThat(post("viewer", DELEGATIONS + "/none/revoke", "").status()).isEqualTo(403);
    assertThat(post("approver", DELEGATIONS + "/none/revoke", "").status()).isEqualTo(404);
  }

  @Test
  void deputyAndPrincipalAreOnePerson() {
    JsonNode asked = asked("one-person", 2, "scientist");
    lend("ann", "cleo");
    assertThat(decide("cleo", asked, "ann").json().path("outcome").asText()).isEqualTo("open");
    assertThat(decide("cleo", asked, null).body()).contains("cleo has approved already");
    assertThat(decide("ann", asked, null).body()).contains("ann has approved already");
    assertThat(decide("approver", asked, null).json().path("outcome").asText())
        .isEqualTo("approved");
  }

  @Test
  void neitherOfThemMayHaveAskedForIt() {
    lend("ann", "cleo");
    JsonNode byDeputy = asked("by-deputy", 1, "cleo");
    assertThat(decide("cleo", byDeputy, "ann").body())
        .contains("cleo asked for it and may not approve it");
    lend("cleo", "bob");
    JsonNode byPrincipal = asked("by-principal", 1, "cleo");
    assertThat(decide("bob", byPrincipal, null).body())
        .contains("cleo asked for it and may not approve it");
  }

  @Test
  void whatWasLentIsNotLentOn() {
    lend("ann", "bob");
    Answer answer = lend("bob", "cleo");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("what was lent cannot be lent on");
  }

  @Test
  void whoMayNotDecideIsToldWhatIsNeededAndWhen() {
    JsonNode one = asked("needed", 1, "scientist");
    Answer lacking = decide("bob", one, null);
    assertThat(lacking.status()).isEqualTo(403);
    assertThat(lacking.json().path("detail").asText())
        .isEqualTo("Approval needed.change-1 needs role approver; bob has role operator");
    assertThat(decide("bob", one, "ann").json().path("detail").asText())
        .isEqualTo("Approval needed.change-1 needs role approver; ann has lent bob no such role");
    JsonNode staged = staged("later");
    Answer early = decide("ann", staged, null);
    assertThat(early.status()).as("as for whoever lacks the role").isEqualTo(403);
    assertThat(early.json().path("detail").asText())
        .isEqualTo(
            "Approval later.change-1: stage 2 (approver) opens after stage 1 (operator), which has 0"
                + " of 1 approvals; ann has role approver");
  }

  @Test
  void whoMayDecideForSeveralSaysForWhom() {
    JsonNode asked = asked("several", 1, "scientist");
    lend("ann", "bob");
    lend("cleo", "bob");
    Answer answer = decide("bob", asked, null);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("for ann, cleo; say for whom");
    assertThat(decide("bob", asked, "cleo").status()).isEqualTo(200);
  }

  @Test
  void whoLentTwoRolesLentBoth() {
    person("dana", "\"data-scientist\"");
    JsonNode asked = staged("roles");
    for (String role : new String[] {"operator", "approver"}) {
      String loan =
          "{\"to\":\"dana\",\"role\":\"%s\",\"until\":\"%s\"}"
              .formatted(role, clock.instant().plus(Duration.ofDays(1)));
      assertThat(post("cleo", DELEGATIONS, loan).status()).isEqualTo(201);
    }
    assertThat(get("dana", "/approvals/roles.change-1").body())
        .as("each principal once")
        .containsOnlyOnce("for cleo, until");
    Answer answer = decide("dana", asked, null);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    http.send("admin", "DELETE", "/api/v1/people/dana", "", "application/json");
  }

  @Test
  void aDelegationHasAnEndAndADeputyWhoMayDecide() {
    Answer past = lend("ann", "bob", Duration.ofMinutes(-1));
    assertThat(past.status()).isEqualTo(422);
    assertThat(past.json().path("detail").asText())
        .containsPattern("allowed is a time after \\S+:\\d\\dZ and at most 366 days ahead");
    assertThat(lend("ann", "bob", Duration.ofDays(400)).status()).isEqualTo(422);
    assertThat(lend("ann", "nobody").status()).isEqualTo(422);
    assertThat(lend("ann", "ann").status()).isEqualTo(422);
    assertThat(lend("ann", "vera").body())
        .contains("vera has role viewer, which decides nothing; allowed is somebody with role");
    assertThat(post("ann", DELEGATIONS, "{\"to\":\"bob\"}").status()).isEqualTo(400);
  }

  /** A change that takes an operator, then an approver. */
  private JsonNode staged(String ion) {
    String staged =
        TestingIon.yaml(ion)
            .replace(
                "role: approver, required: 1",
                "stages: [{role: operator, required: 1}, {role: approver, required: 1}]");
    assertThat(http.yaml("operator", "/api/v1/ions", staged).status()).isEqualTo(201);
    http.post("operator", "/api/v1/ions/" + ion + "/launch", "");
    http.yaml("scientist", "/api/v1/ions", staged.replace("after: 72h", "after: 720h"));
    deliver(ion);
    return http.get("viewer", "/api/v1/approvals/" + ion + ".change-1").json();
  }

  private Answer lend(String principal, String deputy) {
    return lend(principal, deputy, Duration.ofDays(7));
  }

  private Answer lend(String principal, String deputy, Duration lasts) {
    return post(
        principal,
        DELEGATIONS,
        "{\"to\":\"%s\",\"until\":\"%s\",\"reason\":\"on leave\"}"
            .formatted(deputy, clock.instant().plus(lasts)));
  }

  private void person(String name, String roles) {
    String body = "{\"name\":\"%s\",\"roles\":[%s]}".formatted(name, roles);
    tokens.put(name, http.post("admin", "/api/v1/people", body).json().path("token").asText());
  }

  private List<String> waiting(String person, String ion) {
    List<String> principals = new ArrayList<>();
    get(person, "/api/v1/approvals?ion=" + ion)
        .json()
        .path("items")
        .get(0)
        .path("deputyFor")
        .forEach(name -> principals.add(name.asText()));
    return principals;
  }

  private Answer get(String person, String path) {
    String token = tokens.containsKey(person) ? tokens.get(person) : http.token(person);
    return http.send(
        "GET", path, Map.of("Authorization", "Bearer " + token), BodyPublishers.noBody());
  }

  private Answer post(String person, String path, String body) {
    return send(person, path, body, "application/json");
  }

  private Answer send(String person, String path, String body, String type) {
    String token = tokens.containsKey(person) ? tokens.get(person) : http.token(person);
    return http.send(
        "POST",
        path,
        Map.of("Authorization", "Bearer " + token, "Content-Type", type),
        BodyPublishers.ofString(body));
  }

  /** A change of the document that waits for approvers. */
  private JsonNode asked(String ion, int required, String proposer) {
    String yaml = TestingIon.yaml(ion).replace("required: 1", "required: " + required);
    assertThat(http.yaml("operator", "/api/v1/ions", yaml).status()).isEqualTo(201);
    http.post("operator", "/api/v1/ions/" + ion + "/launch", "");
    send(proposer, "/api/v1/ions", yaml.replace("after: 72h", "after: 720h"), "application/yaml");
    deliver(ion);
    return http.get("viewer", "/api/v1/approvals/" + ion + ".change-1").json();
  }

  private void deliver(String ion) {
    ledger.append(new TimelineBatch(ion, "ion:" + ion, "run", workflows.takeRecords(ion)));
  }

  private Answer decide(String person, JsonNode asked, String onBehalfOf) {
    return post(
        person,
        "/api/v1/approvals/" + asked.path("id").asText() + "/decision",
        "{\"decision\":\"approve\",\"subject\":\"%s\"%s}"
            .formatted(
                asked.path("subject").asText(),
                onBehalfOf == null ? "" : ",\"onBehalfOf\":\"" + onBehalfOf + "\""));
  }
}
