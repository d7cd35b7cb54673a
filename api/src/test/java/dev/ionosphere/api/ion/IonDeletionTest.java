package dev.ionosphere.api.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
class IonDeletionTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Inject TestingHttp http;
  @Inject Ledger ledger;

  @Test
  void aStoppedIonIsDeletedAndItsTimelineStays() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("over-now"));
    told(
        "over-now",
        "launch-1",
        new LifecycleEvent.IonLaunched("over-now", "sha256:doc", 1, Map.of()));
    Answer early = delete("operator", "over-now");
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.json().path("detail").asText())
        .isEqualTo("ION over-now is running; stop it first");
    told("over-now", "stop-1", new LifecycleEvent.IonStopped("over-now", false));
    assertThat(delete("scientist", "over-now").status()).isEqualTo(403);
    assertThat(delete("operator", "over-now").status()).isEqualTo(204);
    assertThat(http.get("viewer", "/api/v1/ions/over-now").status()).isEqualTo(404);
    assertThat(http.get("viewer", "/api/v1/ions/over-now/timeline").json().path("items"))
        .hasSize(3)
        .first()
        .asString()
        .contains("command.refused", "scientist");
    assertThat(delete("operator", "over-now").status()).isEqualTo(404);
  }

  @Test
  void anIonOnLegalHoldIsNotDeleted() {
    String held =
        TestingIon.yaml("held-now")
            .replace(
                "{name: held-now}",
                "{name: held-now, labels: {ionosphere.dev/legal-hold: \"true\"}}");
    assertThat(http.yaml("operator", "/api/v1/ions", held).status()).isEqualTo(201);
    Answer answer = delete("operator", "held-now");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("legal hold");
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("held-now"));
    assertThat(delete("operator", "held-now").status()).isEqualTo(204);
  }

  @Test
  void aDeletedIonMayBeAppliedAgain() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("again-new"));
    assertThat(delete("operator", "again-new").status()).isEqualTo(204);
    Answer answer = http.yaml("operator", "/api/v1/ions", TestingIon.yaml("again-new"));
    assertThat(answer.json().path("action").asText()).isEqualTo("create");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dryRun=1", "dryRun", "dryRun=", "dryRun=false&dryRun=true"})
  void everyWayToAskForADryRunIsDry(String query) {
    Answer answer = http.yaml("operator", "/api/v1/ions?" + query, TestingIon.yaml("dry-too"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("dryRun").asBoolean()).isTrue();
    assertThat(http.get("viewer", "/api/v1/ions/dry-too").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dryRun=maybe", "dryrun=true", "dry-run"})
  void aDryRunThatIsNotUnderstoodAppliesNothing(String query) {
    Answer answer = http.yaml("operator", "/api/v1/ions?" + query, TestingIon.yaml("dry-three"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(http.get("viewer", "/api/v1/ions/dry-three").status()).isEqualTo(404);
  }

  private Answer delete(String person, String ion) {
    return http.send(person, "DELETE", "/api/v1/ions/" + ion, "", "application/json");
  }

  private void told(String ion, String key, TimelineEvent event) {
    ledger.append(
        new TimelineBatch(
            ion,
            "ion:" + ion,
            "run",
            List.of(new TimelineEntry(key, NOW, new Actor("person:operator"), null, null, event))));
  }
}
