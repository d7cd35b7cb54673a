package dev.ionosphere.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.testing.TestingDirectory;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Bucket.SourceState;
import dev.ionosphere.models.device.Telemetry.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLoopTest {

  private static final TestingModel FIRST = TestingNode.FIRST;
  private static final TestingModel SECOND = TestingNode.SECOND;

  @TempDir Path directory;

  @Test
  void scoresCountsAndNamesAnomalies() throws IOException {
    TestingNode device = new TestingNode(directory);
    device.rows("1,1", "-1,-1", "bad,1", "4,5", "0.5,0.5");
    NodeLoop loop = device.start(FIRST, 10);
    loop.batch();
    loop.close();
    Bucket bucket = device.buckets().getFirst();
    assertThat(bucket.rows()).isEqualTo(4);
    assertThat(bucket.scored()).isEqualTo(4);
    assertThat(bucket.predictions()).containsExactly(1, 3);
    assertThat(bucket.anomalies()).isEqualTo(1);
    assertThat(bucket.examples())
        .singleElement()
        .satisfies(a -> {
          assertThat(a.row()).isEqualTo(3);
          assertThat(a.score()).isEqualTo(5);
          assertThat(a.label()).isEqualTo("1");
        });
    assertThat(bucket.features()).containsOnlyKeys("heat", "shake");
    assertThat(bucket.features().get("shake").least()).isEqualTo(-1);
    assertThat(bucket.features().get("shake").greatest()).isEqualTo(5);
    assertThat(bucket.features().values())
        .allSatisfy(seen -> assertThat(Arrays.stream(seen.counts()).sum()).isEqualTo(4));
    assertThat(bucket.refused()).containsOnly(Map.entry("type", 1L));
    assertThat(bucket.firstRefused()).contains("'bad'", "a number is needed");
    assertThat(bucket.source().status()).isEqualTo(SourceState.Status.READING);
    assertThat(bucket.part()).isEqualTo(1);
    assertThat(bucket.offline()).isTrue();
    assertThat(device.incidents()).extracting(Incident::kind).containsExactly("device.rows.bad");
    assertThat(loop.status()).isEqualTo(new LoopStatus(4, 1, 1, 5));
  }

  @Test
  void takesNoMoreThanABatchAnInterval() throws IOException {
    TestingNode device = new TestingNode(directory);
    device.rows("1,1", "1,1", "1,1", "1,1", "1,1");
    NodeLoop loop = device.start(FIRST, 2);
    loop.batch();
    assertThat(loop.status().nextRow()).isEqualTo(2);
    loop.batch();
    loop.batch();
    assertThat(loop.status().nextRow()).isEqualTo(5);
  }

  @Test
  void closesWhatTheOldModelSawBeforeTheNewOneScores() throws IOException {
    TestingNode device = new TestingNode(directory);
    device.rows("1,1", "1,1", "1,1");
    NodeLoop loop = device.start(FIRST, 2);
    loop.batch();
    List<Long> committedAt = new ArrayList<>();
    loop.swap(
        TestingNode.state(SECOND, 2, 100),
        TestingNode.model(SECOND),
        state -> committedAt.add(device.rows()));
    loop.batch();
    loop.close();
    assertThat(committedAt).containsExactly(2L);
    assertThat(device.buckets()).extracting(Bucket::rows).containsExactly(2L, 1L);
    assertThat(device.buckets()).extracting(Bucket::generation).containsExactly(1L, 2L);
    assertThat(device.buckets())
        .extracting(Bucket::digest)
        .containsExactly(FIRST.reference().digest(), SECOND.reference().digest());
  }

  @Test
  void numbersGoOnWhenAnOldModelComesBack() throws IOException {
    TestingNode device = new TestingNode(directory);
    device.rows("1,1", "1,1", "1,1");
    NodeLoop loop = device.start(FIRST, 1);
    loop.batch();
    loop.swap(TestingNode.state(SECOND, 2, 1), TestingNode.model(SECOND), state -> {});
    loop.batch();
    loop.swap(TestingNode.state(FIRST, 3, 1), TestingNode.model(FIRST), state -> {});
    loop.batch();
    loop.close();
    assertThat(device.buckets()).extracting(Bucket::part).containsExactly(1L, 2L, 3L);
  }

  @Test
  void readsAReplacedSourceFromItsStart() throws IOException {
    TestingNode device = new TestingNode(directory);
    device.rows("1,1", "1,1");
    NodeLoop loop = device.start(FIRST, 10);
    loop.batch();
    Files.delete(device.source);
    device.rows("2,2");
    loop.batch();
    loop.close();
    assertThat(device.rows()).isEqualTo(3);
    assertThat(loop.status().nextRow()).isEqualTo(1);
    assertThat(device.incidents())
        .extracting(Incident::kind)
        .containsExactly("device.source.restarted");
  }

  @Test
  void goesOnWhereItLeftASourceThatComesBack() throws IOException {
    TestingNode device = new TestingNode(directory);
    Path other = device.source.resolveSibling("other.csv");
    device.rows("1,1", "1,1");
    TestingNode.rows(other, "2,2");
    NodeLoop loop = device.start(FIRST, 10);
    loop.batch();
    loop.swap(TestingNode.state(FIRST, 1, 10, "other.csv"), TestingNode.model(FIRST), state -> {});
    loop.batch();
    loop.close();
    device.restart();
    device.rows("1,1");
    loop = device.start(FIRST, 10);
    loop.batch();
    loop.close();
    loop.swap(TestingNode.state(FIRST, 1, 10, "other.csv"), TestingNode.model(FIRST), state -> {});
    TestingNode.rows(other, "2,2");
    loop.batch();
    loop.close();
    assertThat(device.rows()).isEqualTo(5);
    assertThat(loop.status().rows()).isEqualTo(5);
    assertThat(loop.status().nextRow()).isEqualTo(2);
  }

  @Test
  void isProvenByRowsThatItScoredForAMinute() throws IOException {
    TestingNode device = new TestingNode(directory);
    NodeLoop loop = device.start(FIRST, 10);
    device.rows("1,1");
    loop.batch();
    loop.close();
    assertThat(device.states.lastGood(TestingNode.KEY)).isEmpty();
    device.nanos.addAndGet(Proof.SPAN.toNanos());
    loop.close();
    assertThat(device.states.lastGood(TestingNode.KEY)).as("no rows").isEmpty();
    device.rows("bad,1");
    loop.batch();
    loop.close();
    assertThat(device.states.lastGood(TestingNode.KEY)).as("no good rows").isEmpty();
    device.rows("1,1");
    loop.batch();
    loop.close();
    assertThat(device.states.lastGood(TestingNode.KEY)).contains(TestingNode.state(FIRST, 1, 10));
    loop.swap(TestingNode.state(SECOND, 2, 10), TestingNode.model(SECOND), state -> {});
    device.rows("1,1");
    loop.batch();
    loop.close();
    assertThat(device.states.lastGood(TestingNode.KEY))
        .as("too soon")
        .contains(TestingNode.state(FIRST, 1, 10));
  }

  @Test
  void goesOnFromThePreviousCopyOfItsProgress() throws IOException {
    TestingNode device = new TestingNode(directory);
    NodeLoop loop = device.start(FIRST, 10);
    for (int i = 0; i < 3; i++) {
      device.rows("1,1", "1,1");
      loop.batch();
      loop.close();
    }
    Path progress = device.state().path().resolve("progress.json");
    Files.write(progress, new byte[(int) Files.size(progress)]);
    device.restart();
    device.rows("1,1", "1,1", "1,1");
    loop = device.start(FIRST, 10);
    loop.batch();
    loop.close();
    assertThat(device.rows()).as("no row is lost, a bucket is counted twice").isEqualTo(6 + 3 + 2);
    assertThat(loop.status().rows()).isEqualTo(6 + 3);
    assertThat(device.incidents())
        .singleElement()
        .satisfies(i -> assertThat(i.message()).contains("progress.json", "previous copy"));
  }

  /**
   * Whatever the order of rows, batches, closings and power cuts (all memory is lost, the disk
   * stays): in the end every row is counted exactly once.
   */
  @Property(tries = 80)
  void countsEveryRowOnceThroughPowerCuts(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 3) Integer> steps) throws IOException {
    Path own = Files.createTempDirectory("device");
    TestingNode device = new TestingNode(own);
    NodeLoop loop = device.start(FIRST, 3);
    long written = 0;
    for (int step : steps) {
      switch (step) {
        case 0 -> {
          device.rows("1,1", "4,5");
          written += 2;
        }
        case 1 -> loop.batch();
        case 2 -> loop.close();
        default -> {
          device.restart();
          loop = device.start(FIRST, 3);
        }
      }
    }
    for (long left = written; left >= 0; left -= 3) {
      loop.batch();
    }
    loop.close();
    assertThat(device.rows()).isEqualTo(written);
    // Each second row is an anomaly, and named: none is there twice, and none is missing.
    assertThat(device.anomalies())
        .isEqualTo(LongStream.range(0, written / 2).mapToObj(pair -> 2 * pair + 1).toList());
    assertThat(loop.status().rows()).isEqualTo(written);
    TestingDirectory.delete(own);
  }

  /** The position and its buckets are one file: cut off before or after, never between. */
  @Test
  void sendsABucketAgainWhoseWayToTheSpoolIsNotKnown() throws IOException {
    TestingNode device = new TestingNode(directory);
    device.rows("1,1");
    NodeLoop loop = device.start(FIRST, 3);
    loop.batch();
    loop.close();
    try (Stream<Path> files = Files.walk(directory.resolve("spool"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    device.restart();
    device.start(FIRST, 3).batch();
    assertThat(device.buckets()).extracting(Bucket::rows).containsExactly(1L);
  }
}
