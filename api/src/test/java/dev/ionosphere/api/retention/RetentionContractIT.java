package dev.ionosphere.api.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.alert.Alerts;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.device.DeviceStatus;
import dev.ionosphere.api.health.DeviceHealth;
import dev.ionosphere.api.health.DeviceHealths;
import dev.ionosphere.api.health.HealthPoint;
import dev.ionosphere.api.health.HealthPoints;
import dev.ionosphere.api.health.HealthTrack;
import dev.ionosphere.api.health.HealthTracks;
import dev.ionosphere.api.health.NodeHealth;
import dev.ionosphere.api.health.NodeHealths;
import dev.ionosphere.api.health.StoredBucket;
import dev.ionosphere.api.health.StoredBuckets;
import dev.ionosphere.api.idempotency.IdempotencyRecord;
import dev.ionosphere.api.idempotency.IdempotencyRecords;
import dev.ionosphere.api.identity.Session;
import dev.ionosphere.api.identity.Sessions;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.training.RunProgress;
import dev.ionosphere.api.training.RunProgresses;
import io.micronaut.data.model.Pageable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is deleted and what is kept, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class RetentionContractIT {

  private final Database database;
  private final Instant now;

  RetentionContractIT(Database database) {
    this.database = database;
    // As finely as every database keeps it.
    this.now = database.bean(Clock.class).instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Test
  void everyStatementRuns() {
    RetentionSweep sweep = database.bean(RetentionSweep.class);
    for (RetentionKind kind : RetentionKind.values()) {
      assertThat(sweep.sweep(kind)).as(kind.text()).isNotNegative();
    }
  }

  @Test
  void oldPointsGoUnlessTheirIonIsHeld() {
    ion("swept", Map.of());
    ion("held", Map.of("ionosphere.dev/legal-hold", "true"));
    HealthPoints points = database.bean(HealthPoints.class);
    for (String ion : List.of("swept", "held")) {
      points.save(point(ion, ago(91)));
      points.save(point(ion, ago(89)));
    }
    assertThat(database.bean(RetentionSweep.class).sweep(RetentionKind.HEALTH_POINTS)).isPositive();
    assertThat(
            points.findByIonAndNodeAndDigestOrderByIdDesc(
                "swept", "detect", "sha256:1", Pageable.from(0, 9)))
        .hasSize(1);
    assertThat(
            points.findByIonAndNodeAndDigestOrderByIdDesc(
                "held", "detect", "sha256:1", Pageable.from(0, 9)))
        .hasSize(2);
  }

  @Test
  void oldBucketsGoUnlessTheirIonIsHeld() {
    ion("swept-buckets", Map.of());
    ion("held-buckets", Map.of("ionosphere.dev/legal-hold", "true"));
    StoredBuckets buckets = database.bean(StoredBuckets.class);
    for (String ion : List.of("swept-buckets", "held-buckets")) {
      bucket(buckets, ion, 1, ago(31));
      bucket(buckets, ion, 2, ago(29));
    }
    assertThat(database.bean(RetentionSweep.class).sweep(RetentionKind.HEALTH_BUCKETS))
        .isPositive();
    assertThat(kept("swept-buckets")).containsExactly(2L);
    assertThat(kept("held-buckets")).containsExactlyInAnyOrder(1L, 2L);
    assertThat(buckets.unjudged("swept-buckets", "detect", 9))
        .as("one that nobody has judged goes as well")
        .hasSize(1);
  }

  private List<Long> kept(String ion) {
    return database
        .bean(StoredBuckets.class)
        .findByDeviceOrderByIdDesc(ion + "-1", Pageable.from(0, 9))
        .stream()
        .map(StoredBucket::part)
        .toList();
  }

  private static void bucket(StoredBuckets buckets, String ion, long part, Instant at) {
    String device = ion + "-1";
    assertThat(
            buckets.add(
                device, 1, ion, "detect", 1, "sha256:1", at, part, at, 60, 0, "{}", "hash", at))
        .isEqualTo(1);
    assertThat(buckets.leaveToJudge(device, 1, ion, "detect", 1, "sha256:1", at, part))
        .isEqualTo(1);
  }

  @Test
  void tracksOfDevicesThatTellNothingGo() {
    HealthTracks tracks = database.bean(HealthTracks.class);
    tracks.save(track("gone", ago(91)));
    tracks.save(track("here", ago(89)));
    assertThat(database.bean(RetentionSweep.class).sweep(RetentionKind.HEALTH_TRACKS)).isPositive();
    assertThat(tracks.existsById("tracked.gone")).isFalse();
    assertThat(tracks.existsById("tracked.here")).isTrue();
  }

  private static HealthTrack track(String device, Instant at) {
    return new HealthTrack(
        "tracked." + device,
        "tracked",
        "detect",
        "sha256:1",
        device,
        "{}",
        "",
        "[]",
        1,
        0,
        null,
        at,
        at,
        0,
        null,
        null);
  }

  @Test
  void judgementsOfModelsThatNobodyRunsGo() {
    NodeHealths healths = database.bean(NodeHealths.class);
    DeviceHealths totals = database.bean(DeviceHealths.class);
    for (String digest : List.of("old", "wanted", "runs", "newest")) {
      healths.save(judgement(digest, ago(91)));
      totals.save(total(digest, ago(400)));
    }
    healths.save(judgement("young", ago(89)));
    ModelReleases releases = database.bean(ModelReleases.class);
    releases.save(release(1, "old"));
    releases.save(release(2, "newest"));
    database
        .bean(DeviceModels.class)
        .save(
            new DeviceModel(
                "judged-1:judged:detect",
                "judged-1",
                "judged",
                "detect",
                2,
                "wanted",
                1,
                "runs",
                DeviceStatus.TOLD,
                "",
                now));
    RetentionSweep sweep = database.bean(RetentionSweep.class);
    sweep.sweep(RetentionKind.HEALTH_JUDGEMENTS);
    sweep.sweep(RetentionKind.HEALTH_TOTALS);
    assertThat(healths.findByIon("judged"))
        .extracting(NodeHealth::digest)
        .containsExactlyInAnyOrder("wanted", "runs", "newest", "young");
    assertThat(totals.findByIonAndNodeOrderByDevice("judged", "detect"))
        .extracting(DeviceHealth::digest)
        .containsExactly("runs");
  }

  private static NodeHealth judgement(String digest, Instant at) {
    return new NodeHealth(
        NodeHealth.id("judged", "detect", digest),
        "judged",
        "detect",
        digest,
        false,
        0,
        Map.of(),
        100,
        at,
        false,
        0,
        null,
        null,
        "[]",
        "",
        null,
        null,
        false);
  }

  private static DeviceHealth total(String digest, Instant at) {
    return new DeviceHealth(
        "judged-1:judged:detect:" + digest,
        "judged-1",
        "judged",
        "detect",
        digest,
        1,
        60,
        0,
        0,
        Map.of(),
        "[]",
        at,
        at,
        60);
  }

  private ModelRelease release(long generation, String digest) {
    return new ModelRelease(
        "judged.detect." + generation,
        "judged",
        "detect",
        generation,
        digest,
        List.of(),
        "person:ann",
        now,
        generation);
  }

  @Test
  void onlyClosedAlertsGo() {
    AlertBook book = database.bean(AlertBook.class);
    book.raise("aged", null, "closed", "drift", "warning", "old", ago(300));
    book.clear("aged", "drift", "closed", ago(181));
    book.raise("aged", null, "open", "drift", "warning", "old", ago(300));
    database.bean(RetentionSweep.class).sweep(RetentionKind.ALERTS);
    List<Alert> left =
        database.bean(Alerts.class).newest("aged", true, true, true, Long.MAX_VALUE, 9);
    assertThat(left).extracting(Alert::subject).containsExactly("open");
  }

  @Test
  void oldAnswersSessionsAndProgressGo() {
    IdempotencyRecords answers = database.bean(IdempotencyRecords.class);
    answers.save(new IdempotencyRecord("aged-answer", "shape", 200, "{}", ago(8)));
    Sessions sessions = database.bean(Sessions.class);
    sessions.save(new Session("aged-session", "ann", ago(2)));
    RunProgresses progresses = database.bean(RunProgresses.class);
    progresses.save(
        new RunProgress(
            "aged-run", "aged", "train", "done", "", 1, 1, 1, Map.of(), List.of(), ago(91)));
    database.bean(RetentionSweep.class).sweep();
    assertThat(answers.existsById("aged-answer")).isFalse();
    assertThat(sessions.existsById("aged-session")).isFalse();
    assertThat(progresses.existsById("aged-run")).isFalse();
  }

  private Instant ago(int days) {
    return now.minus(Duration.ofDays(days));
  }

  private void ion(String name, Map<String, String> labels) {
    database
        .bean(StoredIons.class)
        .save(
            new StoredIon(
                name, 1, "sha256:1", "{}", labels, "stopped", "person:ann", now, null, 0));
  }

  private static HealthPoint point(String ion, Instant at) {
    return new HealthPoint(null, ion, "detect", "sha256:1", Map.of(), 1, 10, false, at, at);
  }
}
