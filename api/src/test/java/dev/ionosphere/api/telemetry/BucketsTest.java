package dev.ionosphere.api.telemetry;

import static dev.ionosphere.api.telemetry.TestingTelemetry.NOW;
import static dev.ionosphere.api.telemetry.TestingTelemetry.bucket;
import static dev.ionosphere.api.telemetry.TestingTelemetry.record;
import static dev.ionosphere.api.telemetry.TestingTelemetry.send;
import static dev.ionosphere.api.telemetry.TestingTelemetry.telemetry;
import static dev.ionosphere.api.telemetry.TestingTelemetry.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.health.NodeJudge;
import dev.ionosphere.api.health.StoredBuckets;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.metrics.LagMeters;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.Histogram;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From a delivery to what people are told. */
@MicronautTest(transactional = false)
class BucketsTest {

  private static final String ENGINE = "{\"role\":\"engine\"}";
  private static final long[] LIKE = {12, 36, 12};
  private static final long[] UNLIKE = {58, 1, 1};

  @Inject TestingHttp http;
  @Inject Ledger ledger;
  @Inject NodeJudge judge;
  @Inject StoredBuckets stored;
  @Inject LagMeters lag;

  @Test
  void aBucketCountsOnceAndAnotherOfItsNameIsRefused() {
    String digest = ion("bucket");
    TestingDevice device = device("bucket-1");
    Bucket one = bucket("bucket", digest, 1, LIKE);
    assertThat(verdicts(send(device, "bucket-1", one))).containsExactly("accepted");
    assertThat(verdicts(send(device, "bucket-1", one))).containsExactly("duplicate");
    Telemetry again = telemetry("bucket-1", List.of(), List.of(record("other-lane", one)));
    assertThat(verdicts(send(device, again))).as("by its key").containsExactly("duplicate");
    Bucket lie = bucket("bucket", digest, 1, UNLIKE);
    Telemetry lies = telemetry("bucket-1", List.of(), List.of(record("third-lane", lie)));
    TestingHttp.Answer answer = send(device, lies);
    assertThat(verdicts(answer)).containsExactly("refused");
    assertThat(answer.body()).contains("was taken before, and said something else");
    assertThat(statistics("bucket").path("rows").asLong()).isEqualTo(60);
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    String digest = ion("hostile");
    TestingDevice device = device("hostile-1");
    List<Consumer<ObjectNode>> faults =
        List.of(
            body -> body.put("start", NOW.plusSeconds(7).toString()),
            body -> body.put("start", "+12000-01-01T00:00:00Z"),
            body -> body.put("seconds", 0),
            body -> body.put("seconds", 86_401),
            body -> body.put("rows", 2_000_000_000),
            body -> body.put("scored", 61),
            body -> body.put("anomalies", 61),
            body -> body.put("part", 0),
            body -> body.put("generation", -1),
            body -> body.putNull("source"),
            body -> body.putNull("features"),
            body -> body.putNull("predictions"),
            body -> ((ObjectNode) body.path("refused")).put("bad\nreason", 1),
            body -> ((ObjectNode) body.path("refused")).put("number", -1),
            body -> ((ObjectNode) body.path("source")).put("behind", -1),
            body -> ((ObjectNode) body.path("features").path("s1")).put("least", "NaN"),
            body -> ((ObjectNode) body.path("features").path("s1")).put("least", 3.0),
            body -> ((ObjectNode) body.path("features").path("s1")).putNull("least"),
            body -> ((ObjectNode) body.path("features")).remove("s1"),
            body -> body.putArray("predictions").add(61),
            body -> body.put("firstRefused", "x".repeat(2_001)),
            body -> body.put("unseen", "many"),
            body -> body.put("unseen", 0.5),
            body -> body.put("unseen", 1),
            body -> ((ObjectNode) body.path("features")).putNull("s1"),
            body ->
                ((ObjectNode) body.path("features")).set("s2", body.path("features").path("s1")));
    List<Telemetry.Entry> entries = new ArrayList<>();
    for (Consumer<ObjectNode> fault : faults) {
      ObjectNode body =
          Json.read(Json.canonical(bucket("hostile", digest, 1, LIKE)), ObjectNode.class);
      fault.accept(body);
      entries.add(new Telemetry.Entry("hostile", entries.size(), Telemetry.Entry.BUCKET, body));
    }
    TestingHttp.Answer answer =
        device.call(
            "POST",
            "/edge/v1/reports",
            Json.canonical(telemetry("hostile-1", List.of(), entries)),
            Map.of());
    assertThat(verdicts(answer)).as(answer.body()).hasSize(faults.size()).containsOnly("refused");
    assertThat(statistics("hostile").path("rows").asLong()).isZero();
  }

  @Test
  void moreUnseenRowsThanCanBeAreRefusedByName() {
    String digest = ion("unseen-bound");
    TestingDevice device = device("unseen-bound-1");
    int minute = 1;
    for (long unseen : new long[] {-1, 21, 60, 61, Long.MIN_VALUE, Long.MAX_VALUE}) {
      Bucket bucket = bucket("unseen-bound", digest, minute++, LIKE);
      TestingHttp.Answer answer = send(device, "unseen-bound-1", unseen(bucket, unseen));
      assertThat(verdicts(answer)).containsExactly("refused");
      assertThat(answer.body())
          .contains(
              "got %d rows with a category unseen of 20 rows not scored, allowed are 0 to all"
                  .formatted(unseen));
    }
    Bucket most = unseen(bucket("unseen-bound", digest, minute, LIKE), 20);
    assertThat(verdicts(send(device, "unseen-bound-1", most))).containsExactly("accepted");
  }

  @Test
  void columnsThatTheModelDoesNotHaveAreRefusedByName() {
    String digest = ion("columns");
    TestingDevice device = device("columns-1");
    Bucket.Seen seen = bucket("columns", digest, 1, LIKE).features().get("s1");
    Map<Map<String, Bucket.Seen>, String> said =
        Map.of(
            Map.of("s2", seen),
            "feature s1 has no histogram",
            Map.of("s1", seen, "s2", seen),
            "got histograms of 2 features, the model has 1",
            Map.of("s1", new Bucket.Seen(new long[4], null, null)),
            "feature s1: got 4 bins, the model has 3",
            Map.of("s1", new Bucket.Seen(new long[4_097], null, null)),
            "features are counts by name, at most 4096 bins each");
    int minute = 1;
    for (Map.Entry<Map<String, Bucket.Seen>, String> one : said.entrySet()) {
      Bucket bucket = of(bucket("columns", digest, minute++, LIKE), one.getKey());
      assertThat(send(device, "columns-1", bucket).body()).contains(one.getValue());
    }
  }

  private static Bucket of(Bucket bucket, Map<String, Bucket.Seen> features) {
    return of(bucket, features, bucket.scored(), null);
  }

  /** Of which 20 rows are not scored. */
  private static Bucket unseen(Bucket bucket, long unseen) {
    return of(bucket, bucket.features(), bucket.rows() - 20, unseen);
  }

  private static Bucket of(
      Bucket bucket, Map<String, Bucket.Seen> features, long scored, Long unseen) {
    return new Bucket(
        bucket.ion(),
        bucket.node(),
        bucket.digest(),
        bucket.generation(),
        bucket.start(),
        bucket.seconds(),
        bucket.part(),
        bucket.closed(),
        bucket.rows(),
        scored,
        bucket.refused(),
        bucket.firstRefused(),
        features,
        new long[] {scored},
        bucket.anomalies(),
        bucket.examples(),
        bucket.source(),
        bucket.offline(),
        unseen);
  }

  @Test
  void rowsOfUnseenCategoriesThatAreNotScoredAreToldOfTheDevice() {
    String ion = "unseen-told";
    String digest = ion(ion);
    TestingDevice device = device("unseen-told-1");
    for (int minute = 0; minute < 10; minute++) {
      send(device, "unseen-told-1", bucket(ion, digest, minute, LIKE));
    }
    judge.judgeAll();
    assertThat(alerts(ion)).doesNotContain("device-");
    send(device, "unseen-told-1", unseen(bucket(ion, digest, 10, LIKE), 20));
    judge.judgeAll();
    assertThat(alerts(ion))
        .contains(
            "unseen-told-1, node detect: 33.3 % of 60 rows are refused (unseen 20), allowed 5.0 %");
  }

  @Test
  void pagesShowAThousandCategoriesByNamesThatAreNoMarkup() {
    String ion = "categories";
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml(ion));
    http.post("operator", "/api/v1/ions/" + ion + "/launch", "");
    List<String> names = new ArrayList<>(List.of("\"'></canvas><script>alert(1)</script>"));
    IntStream.range(1_000, 1_999).forEach(i -> names.add("mode <b>" + i));
    long[] counts = new long[names.size() + 1];
    counts[0] = 600;
    Baseline baseline =
        new Baseline(
            List.of(
                new Baseline.Feature(
                    "s1",
                    Bins.categorical(IntStream.range(0, 1_000).asDoubleStream().toArray()),
                    Histogram.of(counts),
                    names)));
    String digest = new TestingTelemetry(http, ledger).released(ion, 1, baseline);
    long[] now = counts.clone();
    now[1_000] = 90;
    TestingDevice device = device("categories-1");
    for (int minute = 1; minute <= 3; minute++) {
      assertThat(verdicts(send(device, "categories-1", bucket(ion, digest, minute, now))))
          .containsExactly("accepted");
    }
    judge.judgeAll();
    JsonNode feature = health(ion).path("features").get(0);
    assertThat(feature.path("labels")).extracting(JsonNode::asText).isEqualTo(names);
    assertThat(feature.path("now").path(1_000).asLong()).isGreaterThanOrEqualTo(90);
    for (String path : List.of("/ions/" + ion + "/health/detect", "/models/" + digest)) {
      TestingHttp.Answer page = http.get("viewer", path);
      assertThat(page.status()).as(path).isEqualTo(200);
      assertThat(page.body())
          .as(path)
          .doesNotContain("<script>alert(1)", "<b>1")
          .contains("alert(1)", "&#34;unseen&#34;");
    }
  }

  @Test
  void orderDuplicatesAndLatenessChangeNothing() {
    List<String> seen = new ArrayList<>();
    for (int order = 0; order < 3; order++) {
      String ion = "order-" + order;
      String digest = ion(ion);
      TestingDevice device = device(ion + "-1");
      List<Bucket> buckets = new ArrayList<>();
      for (int minute = 0; minute < 30; minute++) {
        buckets.add(bucket(ion, digest, minute, minute < 15 ? LIKE : UNLIKE));
      }
      if (order > 0) {
        Collections.shuffle(buckets, new Random(order));
      }
      long sequence = 0;
      for (Bucket one : buckets) {
        for (int twice = 0; twice < 2; twice++) {
          Telemetry.Entry entry =
              new Telemetry.Entry("lane", sequence++, Telemetry.Entry.BUCKET, one);
          send(device, telemetry(ion + "-1", List.of(), List.of(entry)));
        }
        judge.judgeAll();
      }
      JsonNode health = health(ion);
      assertThat(health.path("judgement").path("drifted").asBoolean()).isTrue();
      seen.add(
          health.path("judgement").path("similarity")
              + " "
              + health.path("signals")
              + health.path("features").get(0).path("now")
              + health.path("judgement").path("seenFrom")
              + health.path("history").size());
    }
    assertThat(seen).hasSize(3).containsOnly(seen.getFirst());
  }

  @Test
  void everyModelThatRunsIsJudged() {
    String ion = "two-models";
    String first = ion(ion);
    TestingDevice device = device("two-models-1");
    String second = new TestingTelemetry(http, ledger).released(ion, 2);
    assertThat(second).isNotEqualTo(first);
    send(
        device,
        telemetry(
            "two-models-1",
            List.of(new Telemetry.Actual(ion, "detect", 1, first, "active", "")),
            List.of()));
    for (int minute = 0; minute < 20; minute++) {
      send(device, "two-models-1", bucket(ion, first, minute, UNLIKE));
    }
    judge.judgeAll();
    JsonNode health = health(ion);
    assertThat(health.path("models")).hasSize(1);
    assertThat(health.path("judgement").path("digest").asText()).isEqualTo(first);
    assertThat(health.path("judgement").path("drifted").asBoolean()).isTrue();
    assertThat(alerts(ion)).contains("what node detect sees is unlike training: s1: similarity");
  }

  @Test
  void faultsOfADeviceAreToldByName() {
    String ion = "faults";
    String digest = ion(ion);
    TestingDevice device = device("faults-1");
    for (int minute = 0; minute < 10; minute++) {
      send(device, "faults-1", bucket(ion, digest, minute, LIKE));
    }
    judge.judgeAll();
    assertThat(alerts(ion)).doesNotContain("device-");
    Bucket blank = bucket(ion, digest, 10, 0, 0, 0);
    Bucket dead =
        new Bucket(
            ion,
            "detect",
            digest,
            1,
            blank.start(),
            60,
            1,
            blank.closed(),
            60,
            0,
            Map.of("fields", 30L),
            "row 7 has 3 fields",
            blank.features(),
            new long[0],
            0,
            List.of(),
            new Bucket.SourceState(
                Bucket.SourceState.Status.FAULTY, NOW, null, null, "data.csv is not there"),
            false);
    assertThat(verdicts(send(device, "faults-1", dead))).containsExactly("accepted");
    judge.judgeAll();
    assertThat(alerts(ion))
        .contains("faults-1, node detect: s1: 100.0 % of 60 values missing, allowed 5.0 %")
        .contains("faults-1, node detect: 33.3 % of 90 rows are refused (fields 30), allowed 5.0 %")
        .contains("faults-1, node detect: source cannot be read: data.csv is not there")
        .contains("\"device\":\"faults-1\"");
    JsonNode line = health(ion).path("devices").get(0);
    assertThat(line.path("source").asText()).isEqualTo("faulty");
    assertThat(line.path("raised")).hasSize(3);
    assertThat(statistics(ion).path("rows").asLong()).as("scored").isEqualTo(600);
    for (int minute = 11; minute < 14; minute++) {
      send(device, "faults-1", bucket(ion, digest, minute, LIKE));
    }
    judge.judgeAll();
    assertThat(alerts(ion)).doesNotContain("device-");
    send(device, "faults-1", stuck(ion, digest, 14));
    send(device, "faults-1", bucket(ion, digest, 30, 0, 0, 0));
    judge.judgeAll();
    assertThat(alerts(ion))
        .contains("s1: is 1.5 in all of 60 rows, allowed are at most")
        .contains("faults-1, node detect: source: no row for 31 min, allowed 10 min");
    assertThat(http.get("viewer", "/ions/" + ion + "/health/detect").status()).isEqualTo(200);
  }

  private static Bucket stuck(String ion, String digest, int minute) {
    Bucket stuck = bucket(ion, digest, minute, 0, 60, 0);
    return new Bucket(
        ion,
        "detect",
        digest,
        1,
        stuck.start(),
        60,
        1,
        stuck.closed(),
        60,
        60,
        Map.of(),
        null,
        Map.of("s1", new Bucket.Seen(new long[] {0, 60, 0}, 1.5, 1.5)),
        new long[] {60},
        0,
        List.of(),
        stuck.source(),
        false);
  }

  @Test
  void whatWasWrongWhileADeviceWasCutOffIsToldOnceItIsOver() {
    String ion = "late";
    String digest = ion(ion);
    TestingDevice device = device("late-1");
    for (int minute = 0; minute < 10; minute++) {
      send(device, "late-1", bucket(ion, digest, minute, LIKE));
    }
    judge.judgeAll();
    List<Telemetry.Entry> away = new ArrayList<>();
    for (int minute = 10; minute < 40; minute++) {
      boolean wrong = minute == 20 || minute == 21;
      away.add(
          record("lane", wrong ? stuck(ion, digest, minute) : bucket(ion, digest, minute, LIKE)));
    }
    send(device, telemetry("late-1", List.of(), away));
    judge.judgeAll();
    assertThat(alerts(ion) + closed(ion))
        .contains("late-1, node detect: s1: is 1.5 in all of 60 rows, allowed are at most")
        .contains("told late; over since)")
        .doesNotContain("feature-shift");
    send(device, "late-1", bucket(ion, digest, 40, LIKE));
    judge.judgeAll();
    assertThat(alerts(ion)).doesNotContain("late-1");
    assertThat(closed(ion)).containsOnlyOnce("told late");
  }

  @Test
  void theCurveOfADeviceThatIdlesStays() {
    String ion = "idles";
    String digest = ion(ion);
    TestingDevice device = device("idles-1");
    send(device, "idles-1", bucket(ion, digest, 0, LIKE));
    List<Telemetry.Entry> idle = new ArrayList<>();
    for (int minute = 1; minute < 70; minute++) {
      idle.add(record("lane", bucket(ion, digest, minute, 0, 0, 0)));
    }
    assertThat(verdicts(send(device, telemetry("idles-1", List.of(), idle))))
        .containsOnly("accepted");
    assertThat(http.get("viewer", "/devices/idles-1").body())
        .contains("Share of anomalies in each bucket");
  }

  @Test
  void oneThatCannotBeJudgedKeepsNoOtherWaiting() {
    String ion = "poison";
    String digest = ion(ion);
    TestingDevice device = device("poison-1");
    Instant start = NOW.minusSeconds(60);
    int added =
        stored.add("poison-1", 1, ion, "detect", 1, digest, start, 1, NOW, 60, 0, "{}", "0a", NOW);
    assertThat(added).isOne();
    assertThat(stored.leaveToJudge("poison-1", 1, ion, "detect", 1, digest, start, 1)).isOne();
    judge.judgeAll();
    assertThat(alerts(ion)).as("alone it may be the hub's fault").doesNotContain("left out");
    for (int minute = 0; minute < 20; minute++) {
      send(device, "poison-1", bucket(ion, digest, minute, UNLIKE));
    }
    judge.judgeAll();
    assertThat(health(ion).path("judgement").path("drifted").asBoolean()).isTrue();
    assertThat(alerts(ion))
        .contains("telemetry-refused")
        .contains("what node detect saw from 2026-03-01T09:59:00Z on cannot be judged");
    assertThat(stored.nodesToJudge()).isEmpty();
  }

  @Test
  void aClockThatWasSetDoesNotFreezeWhatIsSaidOfASource() {
    String ion = "clocks";
    String digest = ion(ion);
    TestingDevice device = device("clocks-1");
    Bucket.SourceState gone =
        new Bucket.SourceState(Bucket.SourceState.Status.FAULTY, NOW, null, null, "no such file");
    Instant ahead = Instant.parse("2038-01-19T03:14:00Z");
    send(device, "clocks-1", told(bucket(ion, digest, 1, LIKE), ahead, gone));
    judge.judgeAll();
    assertThat(alerts(ion)).contains("source cannot be read: no such file");
    send(device, "clocks-1", bucket(ion, digest, 2, LIKE));
    judge.judgeAll();
    assertThat(alerts(ion)).doesNotContain("source cannot be read");
    send(device, "clocks-1", told(bucket(ion, digest, 3, LIKE), Instant.EPOCH, gone));
    judge.judgeAll();
    assertThat(alerts(ion)).contains("source cannot be read: no such file");
  }

  private static Bucket told(Bucket bucket, Instant closed, Bucket.SourceState source) {
    return new Bucket(
        bucket.ion(),
        bucket.node(),
        bucket.digest(),
        bucket.generation(),
        bucket.start(),
        bucket.seconds(),
        bucket.part(),
        closed,
        bucket.rows(),
        bucket.scored(),
        bucket.refused(),
        bucket.firstRefused(),
        bucket.features(),
        bucket.predictions(),
        bucket.anomalies(),
        bucket.examples(),
        source,
        bucket.offline());
  }

  @Test
  void oneDeviceDoesNotOutweighTheOthers() {
    String ion = "weight";
    String digest = ion(ion);
    Map<String, TestingDevice> devices = new TreeMap<>();
    for (int minute = 0; minute < 12; minute++) {
      for (int i = 1; i <= 4; i++) {
        String id = "weight-" + i;
        TestingDevice device = devices.computeIfAbsent(id, this::device);
        long[] counts = i == 4 && minute > 2 ? new long[] {900_000_000, 1, 1} : LIKE;
        send(device, id, bucket(ion, digest, minute, counts));
      }
      judge.judgeAll();
    }
    JsonNode health = health(ion);
    assertThat(health.path("judgement").path("rowsJudged").asLong()).isLessThan(5_000);
    assertThat(alerts(ion)).contains("device-outweighs").contains("weight-4");
  }

  @Test
  void lagIsMeasuredByNodeAndShownByDevice() {
    String ion = "lag";
    String digest = ion(ion);
    for (int i = 1; i <= 3; i++) {
      Bucket bucket = bucket(ion, digest, 1, LIKE);
      Bucket behind =
          new Bucket(
              ion,
              "detect",
              digest,
              1,
              bucket.start(),
              60,
              1,
              bucket.closed(),
              60,
              60,
              Map.of(),
              null,
              bucket.features(),
              bucket.predictions(),
              0,
              List.of(),
              new Bucket.SourceState(
                  Bucket.SourceState.Status.READING, NOW, NOW.minusSeconds(60), 1_000L * i, ""),
              false);
      assertThat(verdicts(send(device("lag-" + i), "lag-" + i, behind)))
          .containsExactly("accepted");
    }
    judge.judgeAll();
    lag.refresh();
    assertThat(http.get("viewer", "/metrics").body())
        .contains(
            "ionosphere_source_behind_bytes{ion=\"lag\",node=\"detect\",quantile=\"0.5\"} 2000.0")
        .contains(
            "ionosphere_source_behind_bytes{ion=\"lag\",node=\"detect\",quantile=\"1\"} 3000.0")
        .contains(
            "ionosphere_source_newest_age_seconds{ion=\"lag\",node=\"detect\",quantile=\"1\"}")
        .doesNotContain("lag-1");
    assertThat(http.get("viewer", "/devices/lag-3").body())
        .contains("Sources, as the device last told")
        .contains("data-label=\"Bytes behind\">3");
  }

  private TestingDevice device(String id) {
    return new TestingDevice(http, id).enrolled(ENGINE);
  }

  private String ion(String name) {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml(name));
    http.post("operator", "/api/v1/ions/" + name + "/launch", "");
    return new TestingTelemetry(http, ledger).released(name);
  }

  private JsonNode statistics(String ion) {
    return http.get("viewer", "/api/v1/ions/" + ion + "/nodes/detect/statistics").json();
  }

  private JsonNode health(String ion) {
    return http.get("viewer", "/api/v1/ions/" + ion + "/nodes/detect/health").json();
  }

  private String alerts(String ion) {
    return http.get("viewer", "/api/v1/alerts?ion=" + ion).body();
  }

  private String closed(String ion) {
    return http.get("viewer", "/api/v1/alerts?state=closed&ion=" + ion).body();
  }
}
