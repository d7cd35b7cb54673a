package dev.ionosphere.api.dashboard.ion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.permission.Role;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class LastViewTest {

  private static final Requester VIEWER = new Requester("viewer", Set.of(Role.VIEWER));

  @Inject TestingHttp http;
  @Inject InMemoryIonWorkflows workflows;
  @Inject IonReading reading;

  @AfterEach
  void up() {
    workflows.down = false;
  }

  @Test
  void anIonThatWasNeverLaunchedHasNothingToSay() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("unheard"));
    assertThat(page("unheard").nodes()).extracting(NodeStatus::state).containsOnly("not launched");
  }

  @Test
  void withoutTemporalNodesAreAsTheyWereHeardLast() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("heard"));
    http.post("operator", "/api/v1/ions/heard/launch", "");
    http.post("scientist", "/api/v1/ions/heard/nodes/retrain/run", "");
    IonPage live = page("heard");
    assertThat(state(live, "retrain")).isEqualTo("running");
    assertThat(state(live, "detect")).isEqualTo("empty");
    workflows.down = true;
    IonPage remembered = page("heard");
    assertThat(remembered.live()).isFalse();
    assertThat(remembered.heardAt()).isEqualTo(live.heardAt());
    assertThat(remembered.nodes())
        .extracting(NodeStatus::state)
        .isEqualTo(live.nodes().stream().map(NodeStatus::state).toList());
  }

  @Test
  void anIonThatRunsAndWasNotHeardYetIsBeingAsked() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("asked"));
    http.post("operator", "/api/v1/ions/asked/launch", "");
    workflows.down = true;
    assertThat(page("asked").nodes()).extracting(NodeStatus::state).containsOnly("being asked");
    assertThat(http.get("viewer", "/ions/asked").body())
        .contains("its workflow is being asked")
        .doesNotContain("not launched", "never heard");
    assertThat(http.get("viewer", "/api/v1/ions/asked").json().path("unreachable").isTextual())
        .isTrue();
  }

  @Test
  void restTellsWhatWasHeardLastWithItsTime() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("told-once"));
    http.post("operator", "/api/v1/ions/told-once/launch", "");
    String asOf = http.get("viewer", "/api/v1/ions/told-once").json().at("/live/asOf").asText();
    workflows.down = true;
    JsonNode ion = http.get("viewer", "/api/v1/ions/told-once").json();
    assertThat(ion.path("live").isObject()).isFalse();
    assertThat(ion.at("/heard/asOf").asText()).isEqualTo(asOf).isNotEmpty();
    assertThat(ion.at("/heard/nodes/detect/state").asText()).isEqualTo("empty");
  }

  @Test
  void aStoppedIonIsShownAsItEnded() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("ended-view"));
    http.post("operator", "/api/v1/ions/ended-view/launch", "");
    assertThat(http.post("operator", "/api/v1/ions/ended-view/stop", "").status()).isEqualTo(200);
    workflows.down = true;
    IonPage page = page("ended-view");
    assertThat(page.heardAt()).isNotNull();
    assertThat(state(page, "detect")).isEqualTo("empty");
  }

  private IonPage page(String ion) {
    return reading.one(ion, VIEWER, Instant.now());
  }

  private static String state(IonPage page, String node) {
    return page.nodes().stream()
        .filter(status -> status.name().equals(node))
        .findFirst()
        .orElseThrow()
        .state();
  }
}
