package dev.ionosphere.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.edge.testing.PowerCuts;
import dev.ionosphere.edge.testing.TestingDirectory;
import dev.ionosphere.edge.testing.TestingPowerCut;
import dev.ionosphere.edge.testing.TestingPowerCut.Fault;
import dev.ionosphere.edge.testing.TestingPowerCut.Leaves;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A node whose disk is full, read-only, or loses what was not synced. */
class DiskTroubleTest {

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"FULL", "READ_ONLY"})
  void scoresAndCountsOnADiskThatTakesNothingAndKeepsItAllWhenItDoes(Fault fault)
      throws IOException {
    TestingPowerCut disk = new TestingPowerCut(directory);
    TestingNode device = new TestingNode(directory, disk);
    NodeLoop loop = device.start(TestingNode.FIRST, 100);
    disk.from(1, fault);
    for (int i = 0; i < 50; i++) {
      device.rows("1,1", "4,5");
      loop.batch();
      loop.close();
    }
    assertThat(loop.status()).isEqualTo(new LoopStatus(100, 0, 50, 100));
    assertThat(device.buckets()).isEmpty();
    assertThat(device.status().status()).isEqualTo("active");
    assertThat(device.status().reason()).contains("the disk takes nothing");
    assertThat(device.incidents("device.disk.fault")).hasSize(1);

    disk.heal();
    loop.batch();
    loop.close();
    assertThat(device.rows()).isEqualTo(100);
    assertThat(device.status().reason()).isEmpty();
    assertThat(device.incidents("device.disk.fault"))
        .last()
        .extracting(Incident::message)
        .asString()
        .contains("100 rows were counted in memory", "0 anomalies among them");
  }

  @Test
  void startsOnAFullDisk() throws IOException {
    TestingPowerCut disk = new TestingPowerCut(directory);
    TestingNode device = new TestingNode(directory, disk);
    disk.from(1, Fault.FULL);
    device.rows("1,1");
    NodeLoop loop = device.start(TestingNode.FIRST, 100);
    loop.batch();
    loop.close();
    assertThat(loop.status().rows()).isEqualTo(1);
    disk.heal();
    loop.close();
    assertThat(device.rows()).isEqualTo(1);
  }

  @Test
  void countsEveryAnomalyAndNamesAsManyAsMemoryMayHold() throws IOException {
    TestingPowerCut disk = new TestingPowerCut(directory);
    TestingNode device = new TestingNode(directory, disk);
    NodeLoop loop = device.start(TestingNode.FIRST, 1_000);
    disk.from(1, Fault.FULL);
    String[] rows = new String[1_000];
    Arrays.fill(rows, "4,5");
    for (int i = 0; i < 6; i++) {
      device.rows(rows);
      loop.batch();
      loop.close();
    }
    assertThat(loop.status().anomalies()).isEqualTo(6_000);
    disk.heal();
    loop.close();
    assertThat(device.rows()).isEqualTo(6_000);
    assertThat(device.buckets().stream().mapToLong(Bucket::anomalies).sum()).isEqualTo(6_000);
    assertThat(device.anomalies()).hasSize(OpenBuckets.MOST_EXAMPLES);
    assertThat(device.incidents("device.disk.fault"))
        .last()
        .extracting(Incident::message)
        .asString()
        .contains("5000 anomalies among them are counted without being named");
    assertThat(loop.status().anomalies()).isEqualTo(6_000);
  }

  @Test
  void readsAReplacedSourceOnAFullDisk() throws IOException {
    TestingPowerCut disk = new TestingPowerCut(directory);
    TestingNode device = new TestingNode(directory, disk);
    NodeLoop loop = device.start(TestingNode.FIRST, 100);
    disk.from(1, Fault.FULL);
    device.rows("1,1", "1,1");
    loop.batch();
    Files.delete(device.source);
    device.rows("2,2");
    loop.batch();
    assertThat(loop.status().rows()).isEqualTo(3);
    disk.heal();
    loop.close();
    assertThat(device.rows()).isEqualTo(3);
  }

  @Test
  void refusesAChangeOnAFullDiskAndRunsOn() throws IOException {
    TestingPowerCut disk = new TestingPowerCut(directory);
    TestingNode device = new TestingNode(directory, disk);
    NodeLoop loop = device.start(TestingNode.FIRST, 100);
    device.rows("1,1");
    loop.batch();
    disk.from(1, Fault.FULL);
    assertThatThrownBy(() ->
            loop.swap(
                TestingNode.state(TestingNode.SECOND, 2, 100),
                TestingNode.model(TestingNode.SECOND),
                state -> device.states.activate(TestingNode.KEY, state)))
        .hasMessageContaining("No space left");
    device.rows("1,1");
    loop.batch();
    assertThat(loop.status().rows()).isEqualTo(2);
    assertThat(loop.state().generation()).isEqualTo(1);
  }

  /**
   * Some closings and a swap, cut off at each operation: every row counted once, under one model.
   */
  @ParameterizedTest
  @EnumSource
  void countsToTheRowThroughAPowerCutAtEachOperation(Leaves leaves) throws IOException {
    for (int operation = 1; cutAt(operation, leaves); operation++) {
      // Goes on until all is done before the power goes.
    }
  }

  /** The same, while the disk takes nothing at or from each operation on, until it is healed. */
  @ParameterizedTest
  @CsvSource({
    "FULL, false",
    "FULL, true",
    "FULL_WHEN_SYNCED, true",
    "READ_ONLY, true",
    "BROKEN, true"
  })
  void countsToTheRowOnADiskThatFailsAtEachOperation(Fault fault, boolean lasting)
      throws IOException {
    assertThat(PowerCuts.walk(directory, fault, lasting, Life::new)).isPositive();
  }

  private static final class Life implements PowerCuts.Life {

    private @Nullable TestingNode device;
    private @Nullable NodeLoop loop;

    @Override
    public void live(Path own, TestingPowerCut disk) throws IOException {
      TestingNode node = new TestingNode(own, disk);
      device = node;
      node.rows("1,1", "1,1", "4,5", "1,1", "1,1", "4,5", "1,1");
      node.restart(disk);
      NodeLoop running = node.start(TestingNode.FIRST, 2);
      loop = running;
      running.batch();
      running.close();
      running.batch();
      running.close();
      try {
        running.swap(
            TestingNode.state(TestingNode.SECOND, 2, 2),
            TestingNode.model(TestingNode.SECOND),
            state -> node.states.activate(TestingNode.KEY, state));
      } catch (IOException e) {
        assertThat(disk.met()).as("the disk failed before: %s", e).isTrue();
      }
      running.batch();
      running.close();
      running.batch();
      running.close();
      assertThat(running.status().rows()).as("scored and counted meanwhile").isEqualTo(7);
    }

    @Override
    public void check(Path own, String when) throws IOException {
      loop.close();
      assertThat(device.rows()).as(when).isEqualTo(7);
      device.restart();
      NodeLoop again = device.start(TestingNode.SECOND, 10);
      again.batch();
      again.close();
      assertThat(device.rows()).as(when).isEqualTo(7);
      assertThat(again.status().rows()).as(when).isEqualTo(7);
    }
  }

  private boolean cutAt(int operation, Leaves leaves) throws IOException {
    Path own = Files.createTempDirectory(directory, "cut");
    TestingPowerCut disk = new TestingPowerCut(own);
    TestingNode device = new TestingNode(own, disk);
    device.rows("1,1", "1,1", "4,5", "1,1", "1,1", "4,5", "1,1");
    disk.powerBack(Leaves.EVERYTHING); // The source is there for good.
    disk.from(operation, Fault.NO_POWER);
    boolean gone = false;
    try {
      device.restart(disk);
      live(device);
    } catch (TestingPowerCut.PowerGone e) {
      gone = true;
    }
    disk.powerBack(leaves, new Random(operation));
    device.restart();
    boolean second =
        device.states.actual(TestingNode.KEY).filter(s -> s.generation() == 2).isPresent();
    NodeLoop again = device.start(second ? TestingNode.SECOND : TestingNode.FIRST, 3);
    for (int i = 0; i < 4; i++) {
      again.batch();
    }
    again.close();
    assertThat(device.rows()).as("%s at %d", leaves, operation).isEqualTo(7);
    assertThat(device.anomalies()).containsExactlyInAnyOrder(2L, 5L);
    assertThat(again.status().rows()).isEqualTo(7);
    TestingDirectory.delete(own);
    return gone;
  }

  private static void live(TestingNode device) throws IOException {
    device.states.activate(TestingNode.KEY, TestingNode.state(TestingNode.FIRST, 1, 2));
    NodeLoop loop = device.start(TestingNode.FIRST, 2);
    loop.batch();
    loop.close();
    loop.batch();
    loop.close();
    loop.swap(
        TestingNode.state(TestingNode.SECOND, 2, 2),
        TestingNode.model(TestingNode.SECOND),
        state -> device.states.activate(TestingNode.KEY, state));
    loop.batch();
    loop.close();
  }
}
