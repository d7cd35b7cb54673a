package dev.ionosphere.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalTest {
  @TempDir Path directory;

  @Test
  void knowsWhichProgramsAreNewEnough() {
    assertThat(newEnough("temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)")).isTrue();
    assertThat(newEnough("temporal version 0.0.0-DEV (Server 1.31.2, UI 2.50.1)")).isTrue();
    assertThat(newEnough("temporal version 1.10.0 (Server 1.40.0-rc.1, UI 3.0.0)")).isTrue();
    assertThat(newEnough("temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)")).isFalse();
    assertThat(newEnough("temporal version 1.7.0 (Server 1.31.0, UI 2.42.1)")).isFalse();
    assertThat(TemporalVersion.parse("command not found")).isEmpty();
  }

  @Test
  void prefersTheGivenAddress() {
    TemporalBuild build = new TemporalBuild(directory, directory);
    assertThat(new TemporalFinder(Map.of("TEMPORAL_ADDRESS", "t:7233"), build).look())
        .isEqualTo(new TemporalSource.Remote("t:7233"));
  }

  @Test
  void saysWhatIsMissingForABuild() {
    assertThat(new TemporalBuild(directory, directory).obstacle().orElseThrow())
        .contains("is not there");
  }

  @Test
  void startsADurableServerOnTheLoopbackAddressOnly() {
    List<String> arguments =
        new TemporalCommand(Path.of("temporal"), Path.of("t.db"), 1, 2, 3, 4).arguments();
    assertThat(arguments)
        .containsSubsequence("--ip", "127.0.0.1")
        .containsSubsequence("--db-filename", "t.db")
        .containsSubsequence("--http-port", "2")
        .containsSubsequence("--search-attribute", "IonPendingApprovals=Int")
        .containsSubsequence("--sqlite-pragma", "journal_mode=WAL")
        .contains("frontend.namespaceCount=20000", "history.transferProcessorMaxPollRPS=500")
        .doesNotContain("--headless");
  }

  private static boolean newEnough(String text) {
    return TemporalVersion.parse(text).orElseThrow().newEnough();
  }
}
