package dev.ionosphere.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.cli.process.StartFailedException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataRootTest {

  private static final Map<String, String> HOME = Map.of("ION_HOME", "/home/ann");

  @Test
  void isTheHomeThatHoldsHiddenData() {
    assertThat(DataRoot.of(HOME, Path.of("/home/ann/.ion"))).hasToString("/home/ann");
    assertThat(DataRoot.of(Map.of(), Path.of("/home/ann/.ion"))).hasToString("/home/ann");
    assertThat(DataRoot.of(HOME, Path.of("/var/lib/ion"))).hasToString("/home/ann");
  }

  @Test
  void isWhatIsGiven(@TempDir Path data) {
    assertThat(DataRoot.of(given(data), Path.of("/home/ann/ion"))).isEqualTo(data);
  }

  @Test
  void isNoPlaceThatIsNotThere(@TempDir Path data) {
    Path nowhere = data.resolve("nowhere");
    assertThatThrownBy(() -> DataRoot.of(given(nowhere), Path.of("/home/ann/.ion")))
        .isInstanceOf(StartFailedException.class)
        .hasMessage("ION_DATA_ROOT: there is no directory " + nowhere);
  }

  private static Map<String, String> given(Path data) {
    return Map.of("ION_HOME", "/home/ann", "ION_DATA_ROOT", data.toString());
  }

  @Test
  void isNoPlaceWhereOurSecretsLieOpen() {
    for (String data : new String[] {"/home/ann/ion", "/home/ann"}) {
      assertThatThrownBy(() -> DataRoot.of(HOME, Path.of(data)))
          .isInstanceOf(StartFailedException.class)
          .hasMessageContaining(data)
          .hasMessageContaining("ION_DATA_ROOT");
    }
  }
}
