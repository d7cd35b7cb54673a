package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.machine.state.IonState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What {@code tools/histories/record <release>} runs: states of a release. */
@EnabledIfSystemProperty(named = "histories", matches = "[\\w.-]+")
class RecordStates {

  @Test
  void store() throws IOException {
    Path folder = StateCodecTest.STATES.resolve(System.getProperty("histories"));
    Files.createDirectories(folder);
    for (Map.Entry<String, IonState> state : TestingStates.all().entrySet()) {
      Files.writeString(
          folder.resolve(state.getKey() + ".json"),
          StoredJson.text(StateCodec.encode(state.getValue())));
    }
  }
}
