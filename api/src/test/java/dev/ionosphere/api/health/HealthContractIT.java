package dev.ionosphere.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import dev.ionosphere.api.health.judge.Signal;
import io.micronaut.data.model.Pageable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The repositories of the domain, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class HealthContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final Database database;

  HealthContractIT(Database database) {
    this.database = database;
  }

  private static final Pageable PAGE = Pageable.from(0, 10).withoutTotal();

  @Test
  void bucketIsAddedOnceAndLeftToTheJudge() {
    StoredBuckets buckets = database.bean(StoredBuckets.class);
    assertThat(add(buckets, 1, 1)).isEqualTo(1);
    assertThat(add(buckets, 1, 1)).isZero();
    assertThat(add(buckets, 1, 2)).as("another part").isEqualTo(1);
    assertThat(add(buckets, 2, 1)).as("another incarnation").isEqualTo(1);
    StoredBucket first = stored(buckets, 1, 1);
    assertThat(first.startedAt()).isEqualTo(START);
    assertThat(first.body()).isEqualTo("{}");
    assertThat(buckets.hash("h-1", 1, "h", "detect", 1, "sha256:1", START, 1)).hasValue("hash");
    assertThat(buckets.hash("h-1", 9, "h", "detect", 1, "sha256:1", START, 1)).isEmpty();
    assertThat(buckets.findByDeviceOrderByIdDesc("h-1", PAGE)).hasSize(3);
    assertThat(buckets.scored("h-1", 2))
        .isEqualTo(buckets.findByDeviceOrderByIdDesc("h-1", Pageable.from(0, 2).withoutTotal()));
    // The later one is visible first, as if its transaction had ended first.
    StoredBucket second = stored(buckets, 1, 2);
    leaveToJudge(buckets, second);
    assertThat(buckets.unjudged("h", "detect", 9)).containsExactly(second);
    buckets.setJudged(List.of(id(second)));
    leaveToJudge(buckets, first);
    assertThat(buckets.nodesToJudge()).contains("h.detect");
    assertThat(buckets.unjudged("h", "detect", 9)).containsExactly(first);
    buckets.deleteById(id(first));
    assertThat(buckets.unjudged("h", "detect", 9)).isEmpty();
  }

  private static long id(StoredBucket bucket) {
    return Objects.requireNonNull(bucket.id());
  }

  private static StoredBucket stored(StoredBuckets buckets, long incarnation, long part) {
    return buckets.findByDeviceOrderByIdDesc("h-1", PAGE).stream()
        .filter(bucket -> bucket.incarnation() == incarnation && bucket.part() == part)
        .findFirst()
        .orElseThrow();
  }

  private static void leaveToJudge(StoredBuckets buckets, StoredBucket bucket) {
    assertThat(
            buckets.leaveToJudge(
                "h-1", bucket.incarnation(), "h", "detect", 1, "sha256:1", START, bucket.part()))
        .isEqualTo(1);
  }

  private static int add(StoredBuckets buckets, long incarnation, long part) {
    return buckets.add(
        "h-1",
        incarnation,
        "h",
        "detect",
        1,
        "sha256:1",
        START,
        part,
        NOW,
        6,
        1,
        "{}",
        "hash",
        NOW);
  }

  @Test
  void tracksAreKeptByDevice() {
    HealthTracks tracks = database.bean(HealthTracks.class);
    NodeJudge.Place place = new NodeJudge.Place("t", "detect");
    for (String device : List.of("", "t-1", "t-2")) {
      tracks.save(HealthTrack.empty(place, "sha256:1", device, NOW));
    }
    assertThat(tracks.devices("t", "detect", "sha256:1")).isEqualTo(2);
    assertThat(tracks.devices("t", "detect")).isEqualTo(2);
    assertThat(tracks.usual("t", "detect", "sha256:1")).isEmpty();
    assertThat(tracks.scores("t", "detect", "sha256:1")).isEmpty();
    assertThat(tracks.stretches("t", "detect")).isEmpty();
    assertThat(tracks.raised("t", "detect")).isEmpty();
    assertThat(tracks.setApart(HealthTrack.id(place, "sha256:1", "t-2"), "{}")).isEqualTo(1);
    assertThat(tracks.findByDeviceOrderByClosedAtDesc("t-2"))
        .extracting(HealthTrack::apart)
        .containsExactly("{}");
    assertThat(tracks.ofModel("t", "detect", "sha256:1", 1))
        .extracting(HealthTrack::device)
        .containsExactly("t-1");
    assertThat(
            tracks.findByIdIn(
                List.of(
                    HealthTrack.id(place, "sha256:1", "t-2"),
                    HealthTrack.id(place, "sha256:1", "none"))))
        .extracting(HealthTrack::device)
        .containsExactly("t-2");
  }

  @Test
  void totalsAreReplaced() {
    DeviceHealths totals = database.bean(DeviceHealths.class);
    totals.save(total(1));
    totals.update(total(2));
    assertThat(totals.findByIonAndNodeOrderByDevice("h", "detect"))
        .extracting(DeviceHealth::windows)
        .containsExactly(2L);
    assertThat(totals.findByDeviceOrderByLastAtDesc("h-1")).hasSize(1);
  }

  private static DeviceHealth total(long windows) {
    return new DeviceHealth(
        "h-1:h:detect:sha256:1",
        "h-1",
        "h",
        "detect",
        "sha256:1",
        windows,
        6,
        1,
        0,
        Map.of("s1", new long[] {1, 2, 3}),
        "[6]",
        NOW,
        NOW,
        6);
  }

  @Test
  void anomaliesArePaged() {
    Anomalies anomalies = database.bean(Anomalies.class);
    anomalies.saveAll(
        List.of(
            new Anomaly(null, "h-2", "h", "detect", "sha256:1", 5, 7.5, "1", NOW),
            new Anomaly(null, "h-2", "h", "detect", "sha256:1", 6, 8.5, "2", NOW)));
    List<Anomaly> newest =
        anomalies.findByDeviceAndIdLessThanOrderByIdDesc("h-2", Long.MAX_VALUE, PAGE);
    assertThat(newest).extracting(Anomaly::rowNumber).containsExactly(6L, 5L);
    assertThat(
            anomalies.findByDeviceAndIdLessThanOrderByIdDesc("h-2", newest.getFirst().id(), PAGE))
        .hasSize(1);
    assertThat(anomalies.findByDeviceOrderByRowNumber("h-2")).hasSize(2);
    assertThat(anomalies.countByDevice("h-2")).isEqualTo(2);
  }

  @Test
  void judgementRemembersWhatWasReported() {
    NodeHealths healths = database.bean(NodeHealths.class);
    String id = NodeHealth.id("h", "detect", "sha256:1");
    healths.save(
        new NodeHealth(
            id,
            "h",
            "detect",
            "sha256:1",
            false,
            0,
            Map.of(),
            100,
            NOW,
            false,
            0,
            null,
            null,
            "[]",
            "",
            null,
            null,
            false));
    assertThat(healths.reported(id, true, true, 1, NOW)).isEqualTo(1);
    assertThat(
            healths.judged(
                id, true, 0, Map.of("s1", 0.5), 200, NOW, "{}", "[]", "DRIFT", START, START))
        .isEqualTo(1);
    NodeHealth health = healths.findByIon("h").getFirst();
    assertThat(health.signals()).containsExactly(Signal.DRIFT);
    assertThat(health.reportedDrifted()).isTrue();
    assertThat(health.reportedAnomalous()).isTrue();
    assertThat(health.reportedAt()).isEqualTo(NOW);
    assertThat(health.similarity()).containsEntry("s1", 0.5);
  }

  @Test
  void curveIsThatOfOneModelNewestFirst() {
    HealthPoints points = database.bean(HealthPoints.class);
    points.save(
        new HealthPoint(
            null, "h", "detect", "sha256:2", Map.of(), 1, 9, false, NOW, NOW.plusSeconds(9)));
    for (int i = 1; i <= 2; i++) {
      points.save(
          new HealthPoint(
              null,
              "h",
              "detect",
              "sha256:1",
              Map.of("s1", 0.5),
              0.5,
              i,
              false,
              NOW,
              NOW.plusSeconds(i)));
    }
    assertThat(points.findByIonAndNodeAndDigestOrderByIdDesc("h", "detect", "sha256:1", PAGE))
        .extracting(HealthPoint::rowsJudged)
        .containsExactly(2L, 1L);
    assertThat(
            points.findByIonAndNodeAndDigestAndSeenFromGreaterThanEquals(
                "h", "detect", "sha256:1", NOW.plusSeconds(2)))
        .hasSize(1);
  }
}
