package dev.ionosphere.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.testing.TestingDirectory;
import dev.ionosphere.edge.testing.TestingPowerCut;
import dev.ionosphere.edge.testing.TestingPowerCut.Fault;
import dev.ionosphere.edge.testing.TestingPowerCut.Leaves;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateDirectoryTest {

  private static final String NAME = "x.json";

  private record Number(int number) {}

  @TempDir Path directory;

  @Test
  void answersWhatWasWrittenLastAndKeepsTheCopyBefore() throws IOException {
    StateDirectory state = state();
    assertThat(read(state)).isEqualTo(new Stored.Absent<>());
    write(state, 1);
    assertThat(read(state)).isEqualTo(new Stored.Current<>(new Number(1)));
    assertThat(state.readPrevious(NAME, json -> Json.read(json, Number.class))).isEmpty();
    write(state, 2);
    assertThat(read(state)).isEqualTo(new Stored.Current<>(new Number(2)));
    assertThat(state.readPrevious(NAME, json -> Json.read(json, Number.class)))
        .contains(new Number(1));
  }

  @Test
  void recognisesZeroedTruncatedFlippedAndForeignContent() throws IOException {
    StateDirectory state = state();
    write(state, 1);
    write(state, 2);
    byte[] good = Files.readAllBytes(file());
    for (int length = 0; length < good.length; length++) {
      assertPrevious(state, Arrays.copyOf(good, length));
      assertPrevious(state, Arrays.copyOf(Arrays.copyOf(good, length), good.length));
    }
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] flipped = good.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertPrevious(state, flipped);
    }
    assertPrevious(state, new byte[4_096]);
    assertPrevious(state, "{\"number\":7}".getBytes(StandardCharsets.US_ASCII));
    byte[] other = Seal.seal("y.json", "{\"number\":7}".getBytes(StandardCharsets.US_ASCII));
    assertPrevious(state, other);
    Files.delete(file());
    assertThat(read(state).value()).contains(new Number(1));
  }

  @Test
  void saysThatNothingIsLeftWhenBothCopiesAreBroken() throws IOException {
    StateDirectory state = state();
    write(state, 1);
    write(state, 2);
    Files.write(file(), new byte[20]);
    Files.write(directory.resolve("a/b/x.json.previous"), new byte[0]);
    assertThat(read(state)).isInstanceOf(Stored.Lost.class);
    assertThat(read(state).fault().orElseThrow())
        .contains(file().toString(), "20 bytes, all zero", "its previous copy holds 0 bytes");
    write(state, 3);
    assertThat(read(state)).isEqualTo(new Stored.Current<>(new Number(3)));
  }

  @Test
  void doesNotLetABrokenCopyTakeThePlaceOfAWholeOne() throws IOException {
    StateDirectory state = state();
    write(state, 1);
    write(state, 2);
    Files.write(file(), new byte[20]);
    write(state, 3);
    Files.write(file(), new byte[20]);
    assertThat(read(state).value()).contains(new Number(1));
  }

  @Test
  void hasBothCopiesOfWhatIsWrittenOnce() throws IOException {
    StateDirectory state = state();
    state.writeTwice(NAME, Json.write(new Number(1)));
    Files.write(file(), new byte[20]);
    assertThat(read(state).value()).contains(new Number(1));
    assertThat(read(state).fault()).isPresent();
  }

  @Test
  void readsWhatARelease020Wrote() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "{\"number\":5}");
    assertThat(read(state())).isEqualTo(new Stored.Current<>(new Number(5)));
    Files.writeString(file(), "{\"number\":");
    assertThat(read(state())).isInstanceOf(Stored.Lost.class);
  }

  @Test
  void writesForTheOwnerOnly() throws IOException {
    write(state(), 1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
        .isEqualTo("rwx------");
  }

  /** Old or new, whole, wherever the power goes. */
  @ParameterizedTest
  @EnumSource
  void survivesAPowerCutAtEachOperation(Leaves leaves) throws IOException {
    for (int before = 0; before <= 3; before++) {
      for (int operation = 1; cut(leaves, before, operation); operation++) {
        // Goes on until the write is done before the power goes.
      }
    }
  }

  private boolean cut(Leaves leaves, int before, int operation) throws IOException {
    Path own = Files.createTempDirectory(directory, "cut");
    TestingPowerCut disk = new TestingPowerCut(own);
    StateDirectory state = new StateDirectory(disk, own.resolve("a/b"));
    for (int i = 1; i <= before; i++) {
      write(state, i);
    }
    disk.from(operation, Fault.NO_POWER);
    boolean gone = false;
    try {
      write(state, before + 1);
    } catch (TestingPowerCut.PowerGone e) {
      gone = true;
    }
    disk.powerBack(leaves);
    Stored<Number> read = read(state);
    assertThat(read.fault()).as("%s %d %d", leaves, before, operation).isEmpty();
    Optional<Number> old = before == 0 ? Optional.empty() : Optional.of(new Number(before));
    Optional<Number> fresh = Optional.of(new Number(before + 1));
    if (gone) {
      assertThat(read.value()).as("operation %d", operation).isIn(old, fresh);
    } else {
      assertThat(read.value()).isEqualTo(fresh);
    }
    write(state, 9);
    assertThat(read(state).value()).contains(new Number(9));
    TestingDirectory.delete(own);
    return gone;
  }

  /** A write that failed has changed nothing, and the next one that can be done is done. */
  @ParameterizedTest
  @EnumSource(names = {"FULL", "READ_ONLY"})
  void keepsTheOldContentOnADiskThatTakesNothing(Fault fault) throws IOException {
    for (int before = 1; before <= 3; before++) {
      boolean met = true;
      for (int operation = 1; met; operation++) {
        for (boolean once : new boolean[] {true, false}) {
          Path own = Files.createTempDirectory(directory, "full");
          TestingPowerCut disk = new TestingPowerCut(own);
          StateDirectory state = new StateDirectory(disk, own.resolve("a/b"));
          for (int i = 1; i <= before; i++) {
            write(state, i);
          }
          if (once) {
            disk.at(operation, fault);
          } else {
            disk.from(operation, fault);
          }
          int expected = before + 1;
          try {
            write(state, before + 1);
          } catch (IOException e) {
            assertThat(e.getMessage()).containsAnyOf("No space left", "Read-only");
            expected = before;
          }
          met = disk.met();
          disk.heal();
          assertThat(read(state).value().orElseThrow().number())
              .as("%s at %s", fault, disk.operations())
              .isIn(expected, before + 1);
          write(state, 9);
          assertThat(read(state).value()).contains(new Number(9));
          TestingDirectory.delete(own);
        }
      }
    }
  }

  private void assertPrevious(StateDirectory state, byte[] content) throws IOException {
    Files.write(file(), content);
    Stored<Number> read = read(state);
    assertThat(read.value()).contains(new Number(1));
    assertThat(read.fault().orElseThrow()).contains(file().toString(), "previous copy is used");
  }

  private StateDirectory state() {
    return new StateDirectory(Disk.local(), directory.resolve("a/b"));
  }

  private Path file() {
    return directory.resolve("a/b").resolve(NAME);
  }

  private static void write(StateDirectory state, int number) throws IOException {
    state.write(NAME, Json.write(new Number(number)));
  }

  private static Stored<Number> read(StateDirectory state) {
    return state.read(NAME, Number.class);
  }
}
