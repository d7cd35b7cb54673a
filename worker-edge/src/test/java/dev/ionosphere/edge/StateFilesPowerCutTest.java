package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.identity.DeviceKey;
import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.model.ModelStore;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.NodeStates;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.testing.PowerCuts;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.edge.testing.TestingPowerCut;
import dev.ionosphere.edge.testing.TestingPowerCut.Fault;
import dev.ionosphere.edge.testing.TestingPowerCut.Leaves;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.pack.ModelVerifier;
import dev.ionosphere.models.pack.PackageResult;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power goes at every operation of the writing of identity, node states and model store.
 * Progress has its own walk, where rows are counted.
 */
class StateFilesPowerCutTest {

  private static final NodeKey KEY = new NodeKey("pump", "detect");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void aKeyThatAHubMayHaveSeenIsNeverAnother(Leaves leaves) throws IOException {
    assertThat(PowerCuts.walk(directory, leaves, IdentityLife::new)).isGreaterThan(20);
  }

  @ParameterizedTest
  @CsvSource({"FULL, false", "FULL, true", "FULL_WHEN_SYNCED, true", "READ_ONLY, true"})
  void aKeyIsNeverAnotherOnADiskThatTakesNothing(Fault fault, boolean lasting) throws IOException {
    assertThat(PowerCuts.walk(directory, fault, lasting, IdentityLife::new)).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void aNodeHasItsOldStateOrItsNewOne(Leaves leaves) throws IOException {
    assertThat(PowerCuts.walk(directory, leaves, NodeLife::new)).isGreaterThan(20);
  }

  @ParameterizedTest
  @CsvSource({"FULL, false", "FULL, true", "FULL_WHEN_SYNCED, true", "READ_ONLY, true"})
  void aNodeHasOneOrTheOtherOnADiskThatTakesNothing(Fault fault, boolean lasting)
      throws IOException {
    assertThat(PowerCuts.walk(directory, fault, lasting, NodeLife::new)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"FULL, false", "FULL, true", "FULL_WHEN_SYNCED, true", "READ_ONLY, true"})
  void aPackageIsWholeOnADiskThatTakesNothing(Fault fault, boolean lasting) throws IOException {
    assertThat(PowerCuts.walk(directory, fault, lasting, PackageLife::new)).isPositive();
  }

  /** What a device does that goes on, whatever its disk says. */
  private interface Attempt {
    void make() throws IOException;
  }

  private static void attempt(TestingPowerCut disk, Attempt attempt) {
    try {
      attempt.make();
    } catch (IOException e) {
      assertThat(disk.met()).as("the disk failed before: %s", e).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPackageThatIsHeldIsWhole(Leaves leaves) throws IOException {
    assertThat(PowerCuts.walk(directory, leaves, PackageLife::new)).isGreaterThan(5);
  }

  private static final class IdentityLife implements PowerCuts.Life {

    private static final Enrolment ENROLMENT =
        new Enrolment("d1", 1, Map.of("k", "key"), null, "temporal:7233", "default");
    private @Nullable String shown;
    private boolean enrolled;

    @Override
    public void live(Path directory, TestingPowerCut disk) throws IOException {
      StateDirectory identity = new StateDirectory(disk, directory.resolve("identity"));
      attempt(
          disk,
          () -> {
            shown = DeviceKey.openOrMake(identity).publicKey();
            ENROLMENT.write(identity);
            enrolled = true;
          });
    }

    @Override
    public void check(Path directory, String when) throws IOException {
      StateDirectory identity = new StateDirectory(Disk.local(), directory.resolve("identity"));
      Optional<Enrolment> known = Enrolment.read(identity);
      String key = DeviceKey.openOrMake(identity).publicKey();
      if (shown != null) {
        assertThat(key).as(when).isEqualTo(shown);
      }
      if (enrolled) {
        assertThat(known).as(when).contains(ENROLMENT);
      } else if (known.isPresent()) {
        assertThat(known.get()).as(when).isEqualTo(ENROLMENT);
      }
    }
  }

  private static final class NodeLife implements PowerCuts.Life {

    private long tried;
    private long desired;
    private long activated;
    private long proven;

    @Override
    public void live(Path directory, TestingPowerCut disk) throws IOException {
      NodeStates states = new NodeStates(disk, directory.resolve("state"));
      for (long each = 1; each <= 3; each++) {
        long generation = each;
        attempt(
            disk,
            () -> {
              tried = generation;
              states.desire(KEY, state(generation));
              desired = generation;
              states.activate(KEY, state(generation));
              activated = generation;
              NodeStates.prove(states.directory(KEY), state(generation));
              proven = generation;
            });
      }
    }

    @Override
    public void check(Path directory, String when) throws IOException {
      NodeStates states = new NodeStates(directory.resolve("state"));
      if (!when.startsWith("SOME")) {
        assertThat(states.storedActual(KEY).fault()).as(when).isEmpty();
      }
      assertThat(generation(states.desired(KEY))).as(when).isBetween(desired, tried);
      assertThat(generation(states.actual(KEY))).as(when).isBetween(activated, tried);
      assertThat(generation(states.lastGood(KEY))).as(when).isBetween(proven, tried);
      assertThat(generation(states.lastGood(KEY)))
          .as(when)
          .isLessThanOrEqualTo(generation(states.actual(KEY)));
    }

    private static long generation(Optional<DesiredState> state) {
      return state.map(DesiredState::generation).orElse(0L);
    }

    private static DesiredState state(long generation) {
      return new DesiredState(
          "d1",
          KEY.ion(),
          KEY.node(),
          generation,
          new ModelRef("sha256:" + generation, "signature", "key", 10),
          Duration.ofMinutes(5),
          "data/${device}.csv",
          100,
          null);
    }
  }

  private static final class PackageLife implements PowerCuts.Life {

    private static final ModelSigner SIGNER = ModelSigner.create();
    private static final TestingModel MODEL = TestingModel.signedBy(SIGNER, "a");
    private static final Digest DIGEST = new Digest(MODEL.reference().digest());
    private static final TestingModel NEXT = TestingModel.signedBy(SIGNER, "b");
    private static final Digest NEXT_DIGEST = new Digest(NEXT.reference().digest());
    private boolean committed;
    private boolean collected;

    @Override
    public void live(Path directory, TestingPowerCut disk) throws IOException {
      ModelStore store = store(disk, directory);
      attempt(
          disk,
          () -> {
            bring(store, disk, NEXT);
            bring(store, disk, MODEL);
            committed = true;
          });
      attempt(
          disk,
          () -> {
            store.collect(Set.of(DIGEST.value()));
            collected = true;
          });
    }

    private static void bring(ModelStore store, Disk disk, TestingModel model) throws IOException {
      Digest digest = new Digest(model.reference().digest());
      Path staging = store.staging(digest);
      for (Map.Entry<String, byte[]> blob : model.blobs().entrySet()) {
        disk.write(staging.resolve(blob.getKey()), blob.getValue());
      }
      store.commit(digest);
    }

    @Override
    public void check(Path directory, String when) throws IOException {
      ModelStore store = store(Disk.local(), directory);
      if (committed) {
        assertThat(store.holds(DIGEST)).as(when).isTrue();
      }
      if (collected && !when.contains("power gone")) {
        assertThat(store.holds(NEXT_DIGEST)).as(when).isFalse();
      }
      if (store.holds(DIGEST)) {
        assertThat(store.read(MODEL.reference(), Arena.ofAuto()))
            .as(when)
            .isInstanceOf(PackageResult.Verified.class);
      }
    }

    private static ModelStore store(Disk disk, Path directory) {
      return new ModelStore(
          disk,
          directory.resolve("models"),
          ModelVerifier.trusting(Map.of(SIGNER.keyId(), SIGNER.publicKey())));
    }
  }
}
