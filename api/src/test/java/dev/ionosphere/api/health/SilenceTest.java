package dev.ionosphere.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.SteppedClock;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.device.DeviceStates;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.ion.StoredIons;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of a device that says nothing. */
@MicronautTest(transactional = false)
class SilenceTest {

  @Inject TestingHttp http;
  @Inject Devices devices;
  @Inject TestingServing serving;
  @Inject DeviceStates states;
  @Inject HealthTracks tracks;
  @Inject StoredIons ions;
  @Inject HealthPolicies policies;
  @Inject StoredBuckets buckets;
  @Inject ModelJudge modelJudge;
  @Inject HealthAlerts alerts;
  @Inject PassedAlerts passed;
  @Inject AlertBook book;
  @Inject TransactionOperations<Connection> transactions;
  @Inject Changes changes;

  private final SteppedClock clock = new SteppedClock();

  @Test
  void isToldWhenItIsTooLongAndNotAnyMoreWhenTheDeviceIsHeardOf() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("silence"));
    http.post("operator", "/api/v1/ions/silence/launch", "");
    serves("silence", "silence-1");
    serves("silence", "silence-2");
    NodeJudge judge =
        new NodeJudge(
            ions, policies, buckets, modelJudge, alerts, passed, transactions, changes, clock);
    clock.pass(Duration.ofMinutes(10).minusSeconds(1));
    judge.listen();
    assertThat(told()).isEmpty();
    devices.seen("silence-2", clock.instant());
    clock.pass(Duration.ofSeconds(1));
    judge.listen();
    judge.listen();
    assertThat(told())
        .containsExactly(
            "silence-1, node detect: nothing was heard since 2026-03-01T10:00:00Z, allowed 10m");
    devices.seen("silence-1", clock.instant());
    judge.listen();
    assertThat(told()).isEmpty();
  }

  @Test
  void whoIsHeardOfAndTellsNothingOfItsRowsIsTold() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("hung"));
    http.post("operator", "/api/v1/ions/hung/launch", "");
    serves("hung", "hung-1");
    serves("hung", "hung-old");
    NodeJudge.Place place = new NodeJudge.Place("hung", "detect");
    tracks.save(HealthTrack.empty(place, "sha256:1", "hung-old", clock.instant()));
    HealthTrack track = HealthTrack.empty(place, "sha256:1", "hung-1", clock.instant());
    tracks.save(toldAt(track, clock.instant()));
    NodeJudge judge =
        new NodeJudge(
            ions, policies, buckets, modelJudge, alerts, passed, transactions, changes, clock);
    clock.pass(Duration.ofMinutes(10));
    devices.seen("hung-1", clock.instant());
    devices.seen("hung-old", clock.instant());
    judge.listen();
    assertThat(book.open("hung")).isEmpty();
    clock.pass(Duration.ofSeconds(1));
    judge.listen();
    assertThat(book.open("hung")).as("it may deliver what it has kept").isEmpty();
    clock.pass(Duration.ofMinutes(1));
    judge.listen();
    assertThat(book.open("hung"))
        .extracting(Alert::message)
        .containsExactly(
            "hung-1, node detect: it is heard of, but has told nothing of its rows"
                + " since 2026-03-01T10:00:00Z, allowed 10m");
    tracks.update(toldAt(track, clock.instant()));
    judge.listen();
    assertThat(book.open("hung")).isEmpty();
  }

  private static HealthTrack toldAt(HealthTrack track, Instant at) {
    return new HealthTrack(
        track.id(),
        track.ion(),
        track.node(),
        track.digest(),
        track.device(),
        track.track(),
        "",
        "[]",
        1,
        0,
        "{\"status\":\"idle\"}",
        track.since(),
        at,
        0,
        null,
        null);
  }

  @Test
  void anIonThatCannotBeReadKeepsNoOtherWaiting() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("a-broken"));
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("z-whole"));
    http.post("operator", "/api/v1/ions/z-whole/launch", "");
    book.raise("z-whole", "gone", "d", "device-sensor-stuck", "warning", "stuck", clock.instant());
    book.raise("z-whole", "gone", "d", "device-refused", "warning", "refused", clock.instant());
    String whole = ions.findById("a-broken").orElseThrow().document();
    document("a-broken", "{}");
    try {
      new NodeJudge(
              ions, policies, buckets, modelJudge, alerts, passed, transactions, changes, clock)
          .listen();
    } finally {
      document("a-broken", whole);
    }
    assertThat(book.open("z-whole"))
        .as("what was judged of a node that is gone")
        .extracting(Alert::kind)
        .containsExactly("device-refused");
  }

  @Test
  void whatADeviceDoesNotServeAnyMoreIsNotTold() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("ended"));
    http.post("operator", "/api/v1/ions/ended/launch", "");
    serves("ended", "ended-1");
    NodeJudge.Place place = new NodeJudge.Place("ended", "detect");
    HealthTrack track = HealthTrack.empty(place, "sha256:1", "ended-1", clock.instant());
    tracks.save(
        new HealthTrack(
            track.id(),
            track.ion(),
            track.node(),
            track.digest(),
            track.device(),
            track.track(),
            "STUCK",
            "[]",
            1,
            0,
            null,
            clock.instant(),
            clock.instant(),
            0,
            null,
            null));
    NodeJudge judge =
        new NodeJudge(
            ions, policies, buckets, modelJudge, alerts, passed, transactions, changes, clock);
    judge.listen();
    assertThat(book.open("ended")).extracting(Alert::kind).containsExactly("device-sensor-stuck");
    transactions.executeWrite(status -> {
      states.ended("ended-1", "ended", "detect", clock.instant());
      return true;
    });
    clock.pass(Duration.ofHours(1));
    judge.listen();
    assertThat(book.open("ended")).isEmpty();
  }

  private void document(String ion, String text) {
    ions.setDocument(ion, 1, "sha256:0", text, Map.of(), "person:a", clock.instant());
  }

  private List<String> told() {
    return book.open("silence", "detect").stream()
        .filter(alert -> alert.kind().equals("device-silent"))
        .map(Alert::message)
        .toList();
  }

  private void serves(String ion, String device) {
    serving.serves(device, ion, "sha256:1", clock.instant());
  }
}
