package dev.ionosphere.api.telemetry;

import static dev.ionosphere.api.telemetry.TestingTelemetry.NOW;
import static dev.ionosphere.api.telemetry.TestingTelemetry.bucket;
import static dev.ionosphere.api.telemetry.TestingTelemetry.send;
import static dev.ionosphere.api.telemetry.TestingTelemetry.telemetry;
import static dev.ionosphere.api.telemetry.TestingTelemetry.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.health.NodeJudge;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A device that lies is one of many, however it cuts its time. */
@MicronautTest(transactional = false)
class OneAgainstAllTest {

  private static final int HONEST = 3;
  private static final int MINUTES = 30;
  private static final long[] LIKE = {12, 36, 12};
  private static final long[] UNLIKE = {58, 1, 1};

  private final Map<String, TestingDevice> devices = new TreeMap<>();
  private long sequence;

  @Inject TestingHttp http;
  @Inject Ledger ledger;
  @Inject NodeJudge judge;

  @Test
  void partsOfAnOldStretchCountForNoMoreThanThoseOfANewOne() {
    String digest = ion("old-parts");
    honest("old-parts", digest, NOW);
    List<Bucket> truths = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      truths.add(bucket("old-parts", digest, minute, LIKE));
    }
    lie("old-parts", truths);
    List<Bucket> lies = new ArrayList<>();
    for (int minute = 2; minute < 6; minute++) {
      for (int part = 2; part < 40; part++) {
        lies.add(cut(bucket("old-parts", digest, minute, UNLIKE), part));
      }
    }
    lie("old-parts", lies);
    assertThat(alerts("old-parts"))
        .doesNotContain("what node detect sees is unlike training")
        .contains("device-outweighs");
  }

  @Test
  void shorterStretchesAreNoWindowsOfTheirOwn() {
    String digest = ion("short");
    honest("short", digest, NOW);
    List<Bucket> lies = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      Bucket lie = bucket("short", digest, minute, UNLIKE);
      for (int second = 7; second < 27; second++) {
        lies.add(at(lie, lie.start().plusSeconds(second), 1, 1));
      }
    }
    lie("short", lies);
    assertThat(health("short").path("judgement").path("drifted").asBoolean()).isFalse();
    assertThat(alerts("short")).doesNotContain("what node detect sees is unlike training");
  }

  @Test
  void stretchesAcrossThoseOfTheOthersAreNoWindowsOfTheirOwn() {
    String digest = ion("across");
    honest("across", digest, NOW);
    List<Bucket> lies = new ArrayList<>();
    Bucket lie = bucket("across", digest, 0, UNLIKE);
    for (int seconds = 61; seconds < 90; seconds++) {
      long first = Math.ceilDiv(NOW.getEpochSecond(), seconds);
      for (long n = first; n * seconds < NOW.plusSeconds(60L * MINUTES).getEpochSecond(); n++) {
        lies.add(at(lie, Instant.ofEpochSecond(n * seconds), seconds, seconds));
      }
    }
    lie("across", lies);
    assertThat(health("across").path("judgement").path("drifted").asBoolean()).isFalse();
    assertThat(alerts("across")).doesNotContain("what node detect sees is unlike training");
  }

  @Test
  void aDeviceOfManyModelsDoesNotSayWhichStretchesAreUsual() {
    String ion = "many-models";
    List<String> digests = new ArrayList<>(List.of(ion(ion)));
    for (int generation = 2; generation <= 6; generation++) {
      digests.add(new TestingTelemetry(http, ledger).released(ion, generation));
    }
    String now = digests.removeLast();
    honest(ion, now, NOW);
    List<Bucket> old = new ArrayList<>();
    digests.forEach(digest -> old.add(at(bucket(ion, digest, 0, LIKE), NOW, 1, 1)));
    lie(ion, old);
    List<Bucket> lies = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      Bucket lie = bucket(ion, now, minute, UNLIKE);
      for (int second = 7; second < 27; second++) {
        lies.add(at(lie, lie.start().plusSeconds(second), 1, 1));
      }
    }
    lie(ion, lies);
    assertThat(health(ion).path("judgement").path("drifted").asBoolean()).isFalse();
    assertThat(alerts(ion)).doesNotContain("what node detect sees is unlike training");
  }

  @Test
  void aClockThatIsAheadIsNotTheNewestWindow() {
    String digest = ion("ahead", 5);
    Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    honest("ahead", digest, minute.minus(Duration.ofMinutes(MINUTES)));
    List<Bucket> lies = new ArrayList<>();
    for (int ahead = 1; ahead < 5; ahead++) {
      Bucket lie = bucket("ahead", digest, ahead, 290, 5, 5);
      lies.add(at(lie, minute.plusSeconds(60L * ahead), 60, 1));
    }
    lie("ahead", lies);
    assertThat(health("ahead").path("judgement").path("drifted").asBoolean()).isFalse();
    assertThat(alerts("ahead")).doesNotContain("what node detect sees is unlike training");
  }

  @Test
  void aSmallBucketDoesNotHideALargeOneThatCameWithIt() {
    String digest = ion("hidden");
    honest("hidden", digest, NOW);
    lie(
        "hidden",
        List.of(
            bucket("hidden", digest, MINUTES - 2, 600, 1_800, 600),
            bucket("hidden", digest, MINUTES - 1, LIKE)));
    assertThat(alerts("hidden")).contains("device-outweighs").contains("hidden-liar");
  }

  @Test
  void whatComesBeforeAllThatIsKeptIsOfOneDevice() {
    String ion = "long-ago";
    String digest = ion(ion);
    for (int half = 0; half < 3; half++) {
      honest(ion, digest, NOW.plusSeconds(60L * MINUTES * half));
    }
    for (int round = 0; round < 8; round++) {
      List<Bucket> lies = new ArrayList<>();
      for (int minute = 0; minute < 100; minute++) {
        lies.add(bucket(ion, digest, minute - 1_000 + 100 * round, UNLIKE));
      }
      lie(ion, lies);
      honest(ion, digest, NOW.plusSeconds(60L * (3 * MINUTES + round)), 1);
    }
    assertThat(alerts(ion) + http.get("viewer", "/api/v1/alerts?state=closed&ion=" + ion).body())
        .doesNotContain("what node detect sees is unlike training");
  }

  @Test
  void aDeviceThatClaimsToRunAnOlderModelDoesNotSpeakForTheNode() {
    String ion = "older";
    String old = ion(ion);
    String now = new TestingTelemetry(http, ledger).released(ion, 2);
    for (int i = 1; i <= HONEST; i++) {
      runs(ion + "-" + i, ion, 2, now);
    }
    runs("older-liar", ion, 1, old);
    honest(ion, now, NOW);
    List<Bucket> lies = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      lies.add(bucket(ion, old, minute, UNLIKE));
    }
    lie(ion, lies);
    assertThat(alerts(ion)).doesNotContain("what node detect sees is unlike training");
    runs("older-4", ion, 1, old);
    runs("older-5", ion, 1, old);
    lie(ion, List.of(bucket(ion, old, MINUTES, UNLIKE)));
    assertThat(alerts(ion)).as("three").contains("what node detect sees is unlike training");
  }

  @Test
  void devicesThatAreRevokedDoNotKeepTheRestFromSpeaking() {
    String ion = "rest";
    String old = ion(ion);
    String now = new TestingTelemetry(http, ledger).released(ion, 2);
    runs("rest-1", ion, 1, old);
    runs("rest-2", ion, 2, now);
    runs("rest-3", ion, 2, now);
    http.post("operator", "/api/v1/devices/rest-2/revoke", "{\"reason\":\"scrapped\"}");
    http.post("operator", "/api/v1/devices/rest-3/revoke", "{\"reason\":\"scrapped\"}");
    List<Bucket> buckets = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      buckets.add(bucket(ion, old, minute, UNLIKE));
    }
    deliver("rest-1", buckets);
    judge.judgeAll();
    assertThat(alerts(ion)).contains("what node detect sees is unlike training");
  }

  @Test
  void ofAModelThatIsNotJudgedNothingOfAnotherIsShown() {
    String ion = "shown";
    String old = ion(ion);
    String now = new TestingTelemetry(http, ledger).released(ion, 2);
    runs("shown-1", ion, 1, old);
    honest(ion, now, NOW);
    assertThat(health(ion).path("history")).isNotEmpty();
    JsonNode other = health(ion, "?digest=" + old);
    assertThat(other.path("history")).isEmpty();
    assertThat(other.path("devices")).isEmpty();
    assertThat(http.get("viewer", "/ions/" + ion + "/health/detect?digest=" + old).body())
        .doesNotContain("shown-2");
    assertThat(health(ion, "?digest=sha256:1").path("detail").asText()).contains("sha256:1");
  }

  private void runs(String id, String ion, long generation, String digest) {
    send(
        device(id),
        telemetry(
            id,
            List.of(new Telemetry.Actual(ion, "detect", generation, digest, "active", "")),
            List.of()));
  }

  /** Three devices that see what training saw, minute by minute. */
  private void honest(String ion, String digest, Instant from) {
    honest(ion, digest, from, MINUTES);
  }

  private void honest(String ion, String digest, Instant from, int minutes) {
    for (int i = 1; i <= HONEST; i++) {
      List<Bucket> buckets = new ArrayList<>();
      for (int minute = 0; minute < minutes; minute++) {
        buckets.add(at(bucket(ion, digest, minute, LIKE), from.plusSeconds(60L * minute), 60, 1));
      }
      deliver(ion + "-" + i, buckets);
    }
    judge.judgeAll();
  }

  private void lie(String ion, List<Bucket> lies) {
    deliver(ion + "-liar", lies);
    judge.judgeAll();
  }

  private void deliver(String id, List<Bucket> buckets) {
    List<Telemetry.Entry> entries = new ArrayList<>();
    for (Bucket one : buckets) {
      entries.add(new Telemetry.Entry("lane", sequence++, Telemetry.Entry.BUCKET, one));
    }
    assertThat(verdicts(send(device(id), telemetry(id, List.of(), entries))))
        .containsOnly("accepted");
  }

  private TestingDevice device(String id) {
    return devices.computeIfAbsent(
        id, name -> new TestingDevice(http, name).enrolled("{\"role\":\"engine\"}"));
  }

  private static Bucket cut(Bucket bucket, long part) {
    return at(bucket, bucket.start(), bucket.seconds(), part);
  }

  private static Bucket at(Bucket bucket, Instant start, int seconds, long part) {
    return new Bucket(
        bucket.ion(),
        bucket.node(),
        bucket.digest(),
        bucket.generation(),
        start,
        seconds,
        part,
        start.plusSeconds(seconds),
        bucket.rows(),
        bucket.scored(),
        bucket.refused(),
        bucket.firstRefused(),
        bucket.features(),
        bucket.predictions(),
        bucket.anomalies(),
        bucket.examples(),
        bucket.source(),
        bucket.offline());
  }

  private String ion(String name) {
    return ion(name, 1);
  }

  private String ion(String name, int weight) {
    String health = "hysteresis: 2, deviceWeight: %d}".formatted(weight);
    String yaml = TestingIon.yaml(name).replace("hysteresis: 2}", health);
    http.yaml("operator", "/api/v1/ions", yaml);
    http.post("operator", "/api/v1/ions/" + name + "/launch", "");
    return new TestingTelemetry(http, ledger).released(name);
  }

  private JsonNode health(String ion) {
    return health(ion, "");
  }

  private JsonNode health(String ion, String query) {
    return http.get("viewer", "/api/v1/ions/" + ion + "/nodes/detect/health" + query).json();
  }

  private String alerts(String ion) {
    return http.get("viewer", "/api/v1/alerts?ion=" + ion).body();
  }
}
