package dev.ionosphere.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class AlertsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Inject TestingHttp http;
  @Inject AlertBook book;
  @Inject Ledger ledger;

  @Test
  void whoAcknowledgesFirstStays() {
    String alert = "/api/v1/alerts/" + raised("seen", "detect");
    JsonNode first = http.post("operator", alert + "/acknowledge", "").json();
    assertThat(first.path("acknowledgedBy").asText()).isEqualTo("person:operator");
    JsonNode again = http.post("admin", alert + "/acknowledge", "").json();
    assertThat(again).isEqualTo(first);
    assertThat(list("ion=seen")).hasSize(1);
    assertThat(list("ion=seen&state=open")).isEmpty();
    assertThat(list("ion=seen&state=acknowledged")).hasSize(1);
  }

  @Test
  void anAlertHasTheFieldsThatItsReadersKnow() {
    String id = raised("fields", "detect");
    JsonNode alert = list("ion=fields").get(0);
    assertThat(alert.path("id").asText()).isEqualTo(id);
    assertThat(alert.path("openedAt").asText()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(alert.path("severity").asText()).isEqualTo("warning");
    assertThat(alert.path("message").asText()).isEqualTo("unlike training");
    assertThat(alert.has("raisedAt") || alert.has("subject")).isFalse();
    book.raise("fields", "detect", "engine-1", "device-refused", "critical", "does not fit", NOW);
    assertThat(list("ion=fields").get(0).path("device").asText()).isEqualTo("engine-1");
  }

  @Test
  void eachNodeHasItsOwn() {
    for (String node : List.of("first", "second", "first")) {
      book.raise("pair", node, "engine-1", "device-sensor-stuck", "warning", "stuck", NOW);
    }
    assertThat(list("ion=pair")).hasSize(2);
    book.clear("pair", "first", "device-sensor-stuck", "engine-1", NOW);
    assertThat(list("ion=pair")).hasSize(1);
    assertThat(list("ion=pair").get(0).path("node").asText()).isEqualTo("second");
  }

  @Test
  void whatADeviceSaysIsMadeFitToBeKept() {
    book.raise("odd", "detect", "d", "device-source-stopped", "warning", "no \u0000 file", NOW);
    assertThat(list("ion=odd").get(0).path("message").asText()).isEqualTo("no  file");
  }

  @Test
  void aClosedAlertIsKeptWithWhoClosedIt() {
    String alert = "/api/v1/alerts/" + raised("shut", "detect");
    JsonNode closed = http.post("operator", alert + "/close", "").json();
    assertThat(closed.path("clearedBy").asText()).isEqualTo("person:operator");
    assertThat(http.post("admin", alert + "/close", "").json()).isEqualTo(closed);
    assertThat(http.post("operator", alert + "/acknowledge", "").status()).isEqualTo(409);
    assertThat(list("ion=shut")).isEmpty();
    assertThat(list("ion=shut&state=closed")).hasSize(1);
    assertThat(list("ion=shut&all=true")).hasSize(1);
  }

  @Test
  void alertsOfAStoppedIonAreClosed() {
    raised("ended", "detect");
    raised("ended", "review");
    raised("living", "detect");
    ledger.append(
        new TimelineBatch(
            "ended",
            "ion:ended",
            "run",
            List.of(
                new TimelineEntry(
                    "stop-1",
                    NOW,
                    new Actor("person:operator"),
                    null,
                    null,
                    new LifecycleEvent.IonStopped("ended", false)))));
    assertThat(list("ion=ended")).isEmpty();
    assertThat(list("ion=ended&state=closed")).hasSize(2);
    assertThat(list("ion=living")).hasSize(1);
  }

  @Test
  void pagesFollowEachOther() {
    for (int i = 0; i < 5; i++) {
      raised("paged", "node-" + i);
    }
    JsonNode first = http.get("viewer", "/api/v1/alerts?ion=paged&limit=3").json();
    assertThat(first.path("items")).hasSize(3);
    String rest = "/api/v1/alerts?ion=paged&limit=3&cursor=" + first.path("next").asText();
    assertThat(http.get("viewer", rest).json().path("items")).hasSize(2);
  }

  @Test
  void anUnknownStateIsRefused() {
    Answer answer = http.get("viewer", "/api/v1/alerts?state=foo");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("state: got \"foo\", allowed is open, acknowledged, closed");
    assertThat(http.get("viewer", "/api/v1/approvals?state=foo").status()).isEqualTo(400);
  }

  @Test
  void onlyWhoMayTakesCareOfAnAlert() {
    String alert = "/api/v1/alerts/" + raised("guarded", "detect");
    for (String person : List.of("viewer", "approver", "scientist")) {
      assertThat(http.post(person, alert + "/acknowledge", "").status()).isEqualTo(403);
      assertThat(http.post(person, alert + "/close", "").status()).isEqualTo(403);
    }
    assertThat(http.post("operator", "/api/v1/alerts/0/close", "").status()).isEqualTo(404);
  }

  private String raised(String ion, String subject) {
    book.raise(ion, null, subject, "drift", "warning", "unlike training", NOW);
    return list("ion=" + ion).get(0).path("id").asText();
  }

  private JsonNode list(String query) {
    return http.get("viewer", "/api/v1/alerts?" + query).json().path("items");
  }
}
