package dev.ionosphere.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.source.SourceException;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.testing.TestingDirectory;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.edge.testing.TestingPowerCut;
import dev.ionosphere.edge.testing.TestingPowerCut.Fault;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Bucket.SourceState.Status;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.Telemetry.Window;
import dev.ionosphere.models.scoring.Unseen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node counts, of which stretch, and how it says that its source stands. */
class NodeBucketsTest {

  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Map<String, Object> TIMED =
      Map.of("csv", Map.of("time", Map.of("column", "at")));

  @TempDir Path directory;
  private TestingNode device;

  @BeforeEach
  void begin() throws IOException {
    device = new TestingNode(directory);
    at(NOON.plusSeconds(5));
  }

  @Test
  void aRowWithoutAValueIsReadAndCountedAndNotScored() throws IOException {
    device.rows("1,1", ",1", "1,", "-1,-1");
    NodeLoop loop = start(60);
    loop.batch();
    close(loop);
    Bucket bucket = only();
    assertThat(bucket.rows()).isEqualTo(4);
    assertThat(bucket.scored()).isEqualTo(2);
    assertThat(bucket.refused()).isEmpty();
    assertThat(sum(bucket, "heat")).isEqualTo(3);
    assertThat(sum(bucket, "shake")).isEqualTo(3);
    assertThat(loop.status()).isEqualTo(new LoopStatus(2, 2, 0, 4));
    assertThat(device.incidents("device.rows.bad"))
        .singleElement()
        .satisfies(i ->
            assertThat(i.message())
                .contains("2 rows left out", "row 1 is not scored, it has no value of 'heat'"));
  }

  @Test
  void aDeadSensorHasNoValueAtAll() throws IOException {
    device.rows(",1", "NA,2", "nan,1");
    NodeLoop loop = start(60);
    loop.batch();
    close(loop);
    Bucket bucket = only();
    assertThat(bucket.rows()).isEqualTo(3);
    assertThat(bucket.scored()).isZero();
    assertThat(sum(bucket, "heat")).isZero();
    assertThat(bucket.features().get("heat").least()).isNull();
    assertThat(bucket.features().get("heat").greatest()).isNull();
    assertThat(sum(bucket, "shake")).isEqualTo(3);
    assertThat(bucket.source().status()).isEqualTo(Status.READING);
  }

  @Test
  void aStuckSensorHasOneValueAndInfinityIsTheLargestNumber() throws IOException {
    device.rows("0.5,1", "0.5,inf", "0.5,-inf");
    NodeLoop loop = start(60);
    loop.batch();
    close(loop);
    Bucket.Seen heat = only().features().get("heat");
    assertThat(heat.least()).isEqualTo(0.5).isEqualTo(heat.greatest());
    assertThat(only().features().get("shake").least()).isEqualTo(-Double.MAX_VALUE);
    assertThat(only().features().get("shake").greatest()).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void saysByReasonWhatItRefuses() throws IOException {
    device.rows("x,1", "1,1,1", "1,1", "y,1");
    NodeLoop loop = start(60);
    loop.batch();
    close(loop);
    assertThat(only().rows()).isEqualTo(1);
    assertThat(only().refused()).containsOnly(Map.entry("type", 2L), Map.entry("fields", 1L));
    assertThat(only().firstRefused()).contains("got 'x'");
  }

  @Test
  void whatIsTooLargeIsNotCalledMissing() throws IOException {
    device.rows("0.5,1", "0.5,inf", "0.5,", "0.5,inf");
    NodeLoop loop = start(60);
    loop.batch();
    close(loop);
    assertThat(device.incidents("device.rows.bad"))
        .singleElement()
        .satisfies(incident ->
            assertThat(incident.message())
                .isEqualTo(
                    "3 rows left out (missing 1, too-large 2);"
                        + " first: row 1 has values too large to score"));
  }

  /**
   * The values of a category that training did not see are counted, whatever becomes of the row.
   */
  @ParameterizedTest
  @CsvSource({"REFUSE, 2, 2", "OTHER, 4, 0", "MISSING, 2, 0"})
  void anUnseenCategoryIsCountedAndScoredAsThePlanSays(Unseen policy, long scored, long unseen)
      throws IOException {
    Files.writeString(device.source, "mode,heat\nhand,10\noff,10\nauto,0\nOFF,0\n,0\n");
    NodeLoop loop = startWithMode(policy);
    loop.batch();
    close(loop);
    Bucket bucket = only();
    assertThat(bucket.rows()).isEqualTo(5);
    assertThat(bucket.scored()).isEqualTo(scored);
    assertThat(bucket.rowsUnseen()).isEqualTo(unseen);
    assertThat(bucket.unseen() == null).isEqualTo(unseen == 0);
    assertThat(bucket.refused()).as("all of them were read").isEmpty();
    assertThat(bucket.features().get("mode").counts()).containsExactly(1, 1, 2);
    assertThat(sum(bucket, "heat")).isEqualTo(5);
    assertThat(Arrays.stream(bucket.predictions()).sum()).isEqualTo(scored);
    assertThat(loop.status()).isEqualTo(new LoopStatus(scored, 5 - scored, 0, 5));
  }

  @Test
  void theFirstUnseenCategoryIsNamedWithItsColumn() throws IOException {
    String odd = "<b>\u001b[31m" + "x".repeat(100);
    Files.writeString(device.source, "mode,heat\n" + odd + ",10\noff,0\n");
    NodeLoop loop = startWithMode(Unseen.REFUSE);
    loop.batch();
    close(loop);
    assertThat(device.incidents("device.rows.bad"))
        .singleElement()
        .satisfies(i ->
            assertThat(i.message())
                .isEqualTo(
                    "2 rows left out; first: row 0 is not scored,"
                        + " training did not see '(108 characters)' in column 'mode'"));
  }

  private NodeLoop startWithMode(Unseen policy) throws IOException {
    TestingModel model = TestingModel.withMode(TestingNode.SIGNER, policy);
    return device.start(model, desired(model, 60, 1_000, 1, null));
  }

  @Test
  void aStretchWithoutRowsSaysSinceWhen() throws IOException {
    device.rows("1,1");
    NodeLoop loop = start(60);
    loop.batch();
    close(loop);
    at(NOON.plusSeconds(65));
    loop.batch();
    close(loop);
    Bucket idle = device.buckets().getLast();
    assertThat(idle.start()).isEqualTo(NOON.plusSeconds(60));
    assertThat(idle.rows()).isZero();
    assertThat(idle.features()).isEmpty();
    assertThat(idle.source().status()).isEqualTo(Status.IDLE);
    assertThat(idle.source().lastRow()).isEqualTo(NOON.plusSeconds(5));
    assertThat(idle.source().behind()).isZero();
    assertThat(idle.source().reason()).isEmpty();
    device.restart();
    loop = start(60);
    at(NOON.plusSeconds(125));
    loop.batch();
    close(loop);
    assertThat(device.buckets().getLast().source().lastRow())
        .as("it is known after a restart")
        .isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void aStretchInWhichTheSourceCannotBeReadSaysWhy() throws IOException {
    NodeLoop loop = start(60);
    loop.batch();
    close(loop);
    assertThat(device.buckets().getLast().source().status()).isEqualTo(Status.FAULTY);
    assertThat(device.buckets().getLast().source().reason()).contains("d1.csv", "is not there");
    Files.writeString(device.source, "heat,other\n1,1\n");
    assertThatThrownBy(loop::batch).isInstanceOf(SourceException.class);
    at(NOON.plusSeconds(65));
    close(loop);
    Bucket faulty = device.buckets().getLast();
    assertThat(faulty.rows()).isZero();
    assertThat(faulty.source().status()).isEqualTo(Status.FAULTY);
    assertThat(faulty.source().reason()).contains("shake");
  }

  @Test
  void saysHowFarBehindItIs() throws IOException {
    device.rows("1,1", "1,1", "1,1");
    NodeLoop loop = device.start(TestingNode.FIRST, 1);
    loop.batch();
    loop.close();
    assertThat(only().source().behind()).isEqualTo(8);
  }

  @Test
  void aRowCountsInTheStretchOfItsOwnTime() throws IOException {
    timed("12:00:10,1,1", "12:01:10,1,1", "12:00:20,4,5", ",1,1", "soon,1,1");
    NodeLoop loop = startTimed();
    at(NOON.plusSeconds(125));
    loop.batch();
    close(loop);
    assertThat(rowsByStart())
        .as("rows that tell no time are as old as the one before them")
        .isEqualTo(Map.of(NOON, 4L, NOON.plusSeconds(60), 1L));
    assertThat(device.buckets()).allSatisfy(b -> assertThat(b.seconds()).isEqualTo(60));
    assertThat(device.buckets().getFirst().examples()).extracting(a -> a.row()).containsExactly(2L);
    assertThat(device.buckets().getFirst().source().newest()).isEqualTo(NOON.plusSeconds(70));
  }

  @Test
  void aRefusedRowCountsWithTheRowsAroundIt() throws IOException {
    timed("12:00:10,1,1", "12:01:10,1,1", "12:00:20,x", "12:00:20,x,5");
    NodeLoop loop = startTimed();
    at(NOON.plus(Duration.ofDays(400)));
    loop.batch();
    close(loop);
    assertThat(rowsByStart()).isEqualTo(Map.of(NOON, 1L, NOON.plusSeconds(60), 1L));
    assertThat(device.buckets().getLast().refused()).isEqualTo(Map.of("fields", 1L, "type", 1L));
  }

  @Test
  void lateRowsMakeAnotherPart() throws IOException {
    timed("12:00:10,1,1");
    NodeLoop loop = startTimed();
    loop.batch();
    close(loop);
    timed("12:01:10,1,1", "12:00:30,1,1");
    at(NOON.plusSeconds(100));
    loop.batch();
    close(loop);
    List<Bucket> parts = device.buckets().stream().filter(b -> b.start().equals(NOON)).toList();
    assertThat(parts).hasSize(2);
    assertThat(parts).extracting(Bucket::part).doesNotHaveDuplicates().isSorted();
    assertThat(rowsByStart()).isEqualTo(Map.of(NOON, 2L, NOON.plusSeconds(60), 1L));
  }

  @Test
  void aStretchOfWhichMuchWasClosedEarlyIsNotToldAgain() throws IOException {
    String[] rows = new String[1_000];
    Arrays.fill(rows, "1,1");
    for (int i = 0; i < 50; i++) {
      device.rows(rows);
    }
    NodeLoop loop = start(60, 100_000);
    loop.batch();
    loop.batch();
    assertThat(device.rows()).as("before its stretch is over").isEqualTo(50_000);
    device.rows("1,1");
    loop.batch();
    loop.close();
    close(loop);
    assertThat(device.rows()).isEqualTo(50_001);
    assertThat(device.buckets()).allSatisfy(b -> assertThat(b.rows()).isPositive());
  }

  /** They are counted as of now, whatever they say. */
  @Test
  void timesThatCannotBeMakeNoBucketsOfTheirOwn() throws IOException {
    Files.writeString(
        device.source,
        """
        at,heat,shake
        9999-12-31T23:59:59Z,1,1
        -999999999-01-01T00:00:00Z,1,1
        1969-12-31T23:59:59Z,1,1
        2026-12-03T00:00:00Z,1,1
        """);
    NodeLoop loop = startTimed();
    loop.batch();
    close(loop);
    assertThat(only().rows()).isEqualTo(4);
    assertThat(only().start()).isEqualTo(NOON);
    assertThat(only().source().newest()).isNull();
  }

  @Test
  void rowsOfManyStretchesCountInTheirOwnAndFewAreOpenAtOnce() throws IOException {
    StringBuilder rows = new StringBuilder("at,heat,shake\n");
    for (int i = 0; i < 3_000; i++) {
      // Each in a minute of its own, up and down.
      rows.append(NOON.minusSeconds(60L * (i % 2 == 0 ? i : 6_000 - i))).append(",4,5\n");
    }
    Files.writeString(device.source, rows);
    NodeLoop loop = startTimed();
    for (int i = 0; i < 4; i++) {
      loop.batch();
    }
    close(loop);
    assertThat(device.rows()).isEqualTo(3_000);
    assertThat(rowsByStart()).hasSize(3_000);
    assertThat(loop.status().rows()).isEqualTo(3_000);
    assertThat(new HashSet<>(device.buckets().stream().map(Bucket::part).toList())).hasSize(3_000);
  }

  @Test
  void aDiskThatTakesNothingDoesNotMakeThemMore() throws IOException {
    TestingPowerCut disk = new TestingPowerCut(directory);
    device = new TestingNode(directory, disk);
    at(NOON);
    StringBuilder rows = new StringBuilder("at,heat,shake\n");
    for (int i = 0; i < 2_000; i++) {
      rows.append(NOON.minusSeconds(60L * i)).append(",1,1\n");
    }
    Files.writeString(device.source, rows);
    disk.from(1, Fault.FULL);
    NodeLoop loop = startTimed();
    loop.batch();
    loop.batch();
    assertThat(loop.status().rows()).isEqualTo(2_000);
    disk.heal();
    loop.close();
    assertThat(device.rows()).isEqualTo(2_000);
    assertThat(device.buckets()).hasSizeLessThanOrEqualTo(OpenBuckets.MOST);
  }

  @Test
  void aChangeOfTheModelDividesABucket() throws IOException {
    device.rows("1,1", "1,1");
    NodeLoop loop = start(60, 1);
    loop.batch();
    loop.swap(desired(60, 1, 2), TestingNode.model(TestingNode.SECOND), state -> {});
    loop.batch();
    close(loop);
    assertThat(device.buckets()).extracting(Bucket::start).containsExactly(NOON, NOON);
    assertThat(device.buckets()).extracting(Bucket::generation).containsExactly(1L, 2L);
    assertThat(device.buckets()).extracting(Bucket::rows).containsExactly(1L, 1L);
  }

  @Test
  void aClockThatIsSetBackMakesAnotherPart() throws IOException {
    device.rows("1,1");
    NodeLoop loop = start(60);
    loop.batch();
    close(loop);
    at(NOON.plusSeconds(65));
    device.rows("1,1");
    loop.batch();
    close(loop);
    at(NOON.plusSeconds(10));
    device.rows("1,1");
    loop.batch();
    close(loop);
    assertThat(device.buckets())
        .extracting(Bucket::start)
        .containsExactly(NOON, NOON.plusSeconds(60), NOON);
    assertThat(rowsByStart()).isEqualTo(Map.of(NOON, 2L, NOON.plusSeconds(60), 1L));
  }

  @Test
  void doesNotTellOfTheTimeInWhichItWasOff() throws IOException {
    device.rows("1,1");
    NodeLoop loop = start(60);
    loop.batch();
    close(loop);
    device.restart();
    at(NOON.plus(Duration.ofHours(9)));
    loop = start(60);
    loop.batch();
    close(loop);
    assertThat(device.buckets())
        .extracting(Bucket::start)
        .containsExactly(NOON, NOON.plus(Duration.ofHours(9)));
  }

  /** As an agent of 0.3.0 left it: the window may not have reached the spool. */
  @Test
  void goesOnWhereAnAgentOf030Was() throws IOException {
    device.rows("1,1", "1,1", "1,1");
    NodeLoop earlier = start(60, 2);
    earlier.batch();
    earlier.close();
    Progress kept = Progress.read(device.state()).value().orElseThrow();
    TestingDirectory.delete(directory.resolve("spool"));
    device.restart();
    String of030 =
        """
        {"file":"${device}.csv","position":%s,"others":[],"rows":2,"bad":0,"anomalies":0,
         "sequences":{"sha256:0":7},"last":{"ion":"pump","node":"detect","digest":"sha256:0",
         "generation":1,"sequence":7,"from":"2026-11-30T11:59:00Z","to":"2026-11-30T11:59:01Z",
         "rows":2,"histograms":{"heat":[0,0,0,2,0,0]},"predictions":[0,2],"anomalies":[],
         "firstRow":0,"offline":true}}
        """
            .formatted(new String(Json.write(kept.position()), StandardCharsets.UTF_8));
    device.state().write("progress.json", of030.getBytes(StandardCharsets.UTF_8));
    NodeLoop loop = start(60, 10);
    loop.batch();
    close(loop);
    assertThat(loop.status().rows()).isEqualTo(3);
    List<byte[]> records = device.records();
    assertThat(records).hasSize(2);
    Window window = Json.read(records.getFirst(), Window.class);
    assertThat(window.sequence()).isEqualTo(7);
    assertThat(window.rows()).isEqualTo(2);
    assertThat(Json.read(records.getLast(), Bucket.class).rows()).isEqualTo(1);
  }

  private void at(Instant now) {
    device.clock = Clock.fixed(now, ZoneOffset.UTC);
  }

  private void close(NodeLoop loop) {
    loop.close(Stretch.at(device.clock.instant(), 0, 60));
  }

  private Bucket only() {
    assertThat(device.buckets()).hasSize(1);
    return device.buckets().getFirst();
  }

  private static long sum(Bucket bucket, String feature) {
    return Arrays.stream(bucket.features().get(feature).counts()).sum();
  }

  private Map<Instant, Long> rowsByStart() {
    return device.filled().stream()
        .collect(Collectors.groupingBy(Bucket::start, Collectors.summingLong(Bucket::rows)));
  }

  /** Rows with a time of the day before the values. */
  private void timed(String... rows) throws IOException {
    if (!Files.exists(device.source)) {
      Files.writeString(device.source, "at,heat,shake\n");
    }
    for (String row : rows) {
      boolean time = Character.isDigit(row.charAt(0));
      Files.writeString(
          device.source,
          (time ? "2026-11-30T" + row.replaceFirst(",", "Z,") : row) + "\n",
          StandardOpenOption.APPEND);
    }
  }

  private NodeLoop start(int seconds) throws IOException {
    return start(seconds, 1_000);
  }

  private NodeLoop start(int seconds, int batch) throws IOException {
    return device.start(TestingNode.FIRST, desired(seconds, batch, 1));
  }

  private static DesiredState desired(int seconds, int batch, long generation) {
    return desired(
        generation == 1 ? TestingNode.FIRST : TestingNode.SECOND, seconds, batch, generation, null);
  }

  private NodeLoop startTimed() throws IOException {
    return device.start(TestingNode.FIRST, desired(TestingNode.FIRST, 60, 1_000, 1, TIMED));
  }

  private static DesiredState desired(
      TestingModel model, int seconds, int batch, long generation, Map<String, Object> format) {
    DesiredState usual = TestingNode.state(model, generation, batch);
    return new DesiredState(
        usual.device(),
        usual.ion(),
        usual.node(),
        generation,
        usual.model(),
        usual.every(),
        usual.file(),
        batch,
        null,
        format,
        null,
        seconds);
  }
}
