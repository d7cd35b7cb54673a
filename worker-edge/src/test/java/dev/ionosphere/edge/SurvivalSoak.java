package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.model.ModelStore;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.NodeStates;
import dev.ionosphere.edge.testing.PowerCuts;
import dev.ionosphere.edge.testing.PowerCuts.Stride;
import dev.ionosphere.edge.testing.TestingDevice;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.edge.testing.TestingPowerCut.Fault;
import dev.ionosphere.edge.testing.TestingPowerCut.Leaves;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A device process that is killed again and again, and the whole life of an agent on a disk that
 * fails. Part of {@code mvn -Psoak verify} only.
 */
class SurvivalSoak {

  private static final int ROUNDS = Integer.getInteger("soak.rounds", 200);
  private static final long SEED = Long.getLong("soak.seed", 10);
  private static final int APART = Integer.getInteger("soak.apart", 4);
  private static final NodeKey KEY = new NodeKey("pump", "detect");
  private static final int ROWS = 50;

  @TempDir Path directory;

  /** The hub is away in every third round; nobody is ever at Temporal's address. */
  @Test
  void countsToTheRowThroughKills() throws Exception {
    Random random = new Random(SEED);
    try (TestingHub hub = new TestingHub("127.0.0.1:1");
        TestingDevice device = new TestingDevice(directory, "d1", hub.address())) {
      seed(device, hub);
      for (int round = 0; round < ROUNDS; round++) {
        boolean cut = round % 3 == 1;
        if (cut) {
          hub.cutOff();
        }
        device.observe(ROWS);
        device.start();
        long least = device.rows() - random.nextInt(ROWS);
        until("round %d: %d rows are scored".formatted(round, least), device, least);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(400)));
        device.kill();
        if (cut) {
          hub.comeBack();
        }
      }
      device.start();
      until("all rows are scored", device, device.rows());
      until("the hub has every row", () -> hub.rows() == device.rows());
      until("the spool is empty", () -> device.status().at("/spool/depth").asLong() == 0);
      assertThat(
              hub.buckets().stream()
                  .flatMap(b -> b.examples().stream())
                  .map(Telemetry.Anomaly::row))
          .as("each fifth row")
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(0, device.rows() / 5).mapToObj(i -> 5 * i + 4).toList());
      System.out.printf(
          "%d kills, %d rows in %d buckets%n", ROUNDS, hub.rows(), hub.buckets().size());
    }
  }

  /** Cut at every {@code soak.apart}-th operation, beginning with the seed. */
  @ParameterizedTest
  @EnumSource
  void livesOnAfterPowerCuts(Leaves leaves) throws IOException {
    int cuts =
        PowerCuts.walk(
            directory, leaves, stride(), () -> new TestingLife(directory, leaves == Leaves.SOME));
    System.out.printf("%d lives cut, %s%n", cuts, leaves);
    assertThat(cuts).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "FULL, false",
    "FULL, true",
    "FULL_WHEN_SYNCED, true",
    "READ_ONLY, true",
    "BROKEN, true"
  })
  void livesOnWhileTheDiskFails(Fault fault, boolean lasting) throws IOException {
    int failures =
        PowerCuts.walk(
            directory, fault, lasting, stride(), () -> new TestingLife(directory, false));
    System.out.printf("%d lives failed, %s %s%n", failures, fault, lasting ? "for long" : "once");
    assertThat(failures).isPositive();
  }

  private static Stride stride() {
    return new Stride(1 + (int) (SEED % APART), APART);
  }

  /** What a device has on its disk after a change to a model. */
  private static void seed(TestingDevice device, TestingHub hub) throws IOException {
    TestingModel model = TestingModel.signedBy(hub.signer, "soak");
    ModelStore store =
        new ModelStore(
            device.data.resolve("models"),
            ModelVerifier.trusting(Map.of(hub.signer.keyId(), hub.signer.publicKey())));
    Digest digest = new Digest(model.reference().digest());
    Path staging = store.staging(digest);
    for (Map.Entry<String, byte[]> blob : model.blobs().entrySet()) {
      Files.write(staging.resolve(blob.getKey()), blob.getValue());
    }
    store.commit(digest);
    new NodeStates(device.data.resolve("state"))
        .activate(
            KEY,
            new DesiredState(
                device.name,
                KEY.ion(),
                KEY.node(),
                1,
                model.reference(),
                Duration.ofMillis(50),
                "${device}.csv",
                20,
                null));
  }

  private static void until(String what, TestingDevice device, long rows) {
    until(what, () -> device.scored() >= rows);
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
