package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.testing.PowerCuts;
import dev.ionosphere.edge.testing.PowerCuts.Stride;
import dev.ionosphere.edge.testing.TestingPowerCut.Fault;
import dev.ionosphere.edge.testing.TestingPowerCut.Leaves;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole agent, on a disk that fails at each of its operations. See {@link TestingLife}. */
class AgentSurvivalTest {

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"NOTHING", "SOME"})
  void goesOnAfterAPowerCutAtEachOperation(Leaves leaves) throws IOException {
    TestingLife life = new TestingLife(directory, leaves == Leaves.SOME);
    assertThat(life.liveAndBeginAgainFromEachOperation(directory, leaves)).isGreaterThan(150);
  }

  /** Some of the operations; {@link SurvivalSoak} has all. */
  @ParameterizedTest
  @CsvSource({
    "FULL, false, 3",
    "FULL, true, 9",
    "FULL_WHEN_SYNCED, true, 15",
    "READ_ONLY, true, 21",
    "BROKEN, true, 27"
  })
  void goesOnWhileTheDiskFails(Fault fault, boolean lasting, int first) throws IOException {
    int failures =
        PowerCuts.walk(
            directory,
            fault,
            lasting,
            new Stride(first, 61),
            () -> new TestingLife(directory, false));
    assertThat(failures).isGreaterThan(3);
  }

  @ParameterizedTest
  @EnumSource
  void takesOrdersAgainAfterAPowerCut(Leaves leaves) throws IOException {
    int cuts =
        PowerCuts.walk(
            directory,
            leaves,
            new Stride(1 + 23 * leaves.ordinal(), 97),
            () -> new TestingLife(directory, leaves == Leaves.SOME));
    assertThat(cuts).isGreaterThan(3);
  }
}
