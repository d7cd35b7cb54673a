package dev.ionosphere.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.cli.process.StartFailed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataRootTest {

  private static final Map<String, String> HOME = Map.of("ION_HOME", "/home/ann");

  @Test
  void isTheHomeThatHoldsHiddenData() {
    assertThat(DataRoot.of(HOME, Path.of("/home/ann/.ion"))).hasToString("/home/ann");
    assertThat(DataRoot.of(Map.of(), Path.of("/home/ann/.ion"))).hasToString("/home/ann");
    assertThat(DataRoot.of(HOME, Path.of("/var/lib/ion"))).hasToString("/home/ann");
  }

  @Test
  void isWhatIsGiven() {
    Map<String, String> given = Map.of("ION_HOME", "/home/ann", "ION_DATA_ROOT", "/data");
    assertThat(DataRoot.of(given, Path.of("/home/ann/ion"))).hasToString("/data");
  }

  @Test
  void isNoPlaceWhereOurSecretsLieOpen() {
    for (String data : new String[] {"/home/ann/ion", "/home/ann"}) {
      assertThatThrownBy(() -> DataRoot.of(HOME, Path.of(data)))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining(data)
          .hasMessageContaining("ION_DATA_ROOT");
    }
  }
}
