package dev.ionosphere.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.SteppedClock;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.health.judge.Finding;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.health.judge.Track;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.spec.ion.HealthPolicy;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A device that an alert of its node tells of with the others. */
@MicronautTest(transactional = false)
class SharedTroublesTest {

  private static final String DIGEST = "sha256:1";
  private static final HealthPolicy POLICY = new HealthPolicy(0.8, 100, 2);

  @Inject TestingHttp http;
  @Inject HealthTracks tracks;
  @Inject HealthAlerts health;
  @Inject AlertBook book;
  @Inject TestingServing serving;
  @Inject TransactionOperations<Connection> transactions;

  private final SteppedClock clock = new SteppedClock();

  @Test
  void saysOnItsOwnPageWhatIsWrongThereAndLeadsToTheAlert() {
    launch("dead");
    for (int device = 1; device <= 5; device++) {
      serving.serves("dead-" + device, "dead", DIGEST, clock.instant());
      tracks.save(track("dead-" + device, device <= 4 ? "MISSING" : ""));
    }
    refresh("dead");
    Alert alert = alert("dead", "device-values-missing");
    assertThat(alert.subject()).isEqualTo("detect");
    assertThat(page("dead-3"))
        .contains("/alerts#alert-" + alert.id(), "<li>heat of dead-3", "<li>flow of dead-3")
        .doesNotContain("heat of dead-2");
    assertThat(page("dead-5")).doesNotContain("/alerts#alert-");
    assertThat(http.get("viewer", "/alerts").body()).contains("id=\"alert-" + alert.id());
  }

  @Test
  void saysThatItIsSilentWithTheOthers() {
    launch("mute");
    for (int device = 1; device <= 4; device++) {
      serving.serves("mute-" + device, "mute", DIGEST, clock.instant());
    }
    clock.pass(Duration.ofHours(1));
    refresh("mute");
    assertThat(page("mute-2"))
        .contains(
            "/alerts#alert-" + alert("mute", "device-silent").id(), "nothing was heard since");
  }

  private void launch(String ion) {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml(ion));
    http.post("operator", "/api/v1/ions/" + ion + "/launch", "");
  }

  private void refresh(String ion) {
    boolean unused =
        transactions.executeWrite(status -> {
          health.refresh(new NodeJudge.Place(ion, "detect"), POLICY, clock.instant());
          return true;
        });
  }

  private Alert alert(String ion, String kind) {
    return book.open(ion, "detect").stream()
        .filter(alert -> alert.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private String page(String device) {
    return http.get("viewer", "/devices/" + device).body();
  }

  private HealthTrack track(String device, String raised) {
    List<Finding> dead =
        Stream.of("flow", "heat")
            .map(feature ->
                new Finding(Signal.MISSING, feature, 1, 0.05, true, feature + " of " + device))
            .toList();
    return new HealthTrack(
        HealthTrack.id(new NodeJudge.Place("dead", "detect"), DIGEST, device),
        "dead",
        "detect",
        DIGEST,
        device,
        Json.canonical(Track.EMPTY),
        raised,
        raised.isEmpty() ? "[]" : Json.canonical(dead),
        1,
        60,
        null,
        clock.instant(),
        clock.instant(),
        60,
        null,
        null);
  }
}
