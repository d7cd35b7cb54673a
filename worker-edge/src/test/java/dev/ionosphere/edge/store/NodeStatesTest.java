package dev.ionosphere.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.workflows.device.DesiredState;
import dev.ionosphere.workflows.model.ModelRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeStatesTest {

  private static final NodeKey KEY = new NodeKey("pump", "detect");

  @TempDir Path directory;

  @Test
  void remembersActualAndLastGood() throws IOException {
    NodeStates states = new NodeStates(directory);
    assertThat(states.nodes()).isEmpty();
    states.activate(KEY, state(1, "a"));
    states.activate(KEY, state(2, "b"));
    NodeStates again = new NodeStates(directory);
    assertThat(again.nodes()).containsExactly(KEY);
    assertThat(again.actual(KEY)).contains(state(2, "b"));
    assertThat(again.lastGood(KEY)).contains(state(1, "a"));
  }

  @Test
  void keepsLastGoodWhenOnlySettingsChange() throws IOException {
    NodeStates states = new NodeStates(directory);
    states.activate(KEY, state(1, "a"));
    states.activate(KEY, state(2, "b"));
    states.activate(KEY, state(3, "b"));
    assertThat(states.lastGood(KEY)).contains(state(1, "a"));
  }

  @Test
  void takesABrokenFileAsAbsent() throws IOException {
    NodeStates states = new NodeStates(directory);
    states.activate(KEY, state(1, "a"));
    for (String content : List.of("", "{", "null", "[]", "{\"device\":3,")) {
      Files.writeString(states.directory(KEY).resolve("actual.json"), content);
      assertThat(states.actual(KEY)).as(content).isEmpty();
    }
  }

  @Test
  void leavesTheOldFileWhenTheNewOneWasNeverRenamed() throws IOException {
    NodeStates states = new NodeStates(directory);
    states.activate(KEY, state(1, "a"));
    Files.writeString(states.directory(KEY).resolve(".actual.json.new"), "{half");
    assertThat(states.actual(KEY)).contains(state(1, "a"));
    states.activate(KEY, state(2, "b"));
    assertThat(states.actual(KEY)).contains(state(2, "b"));
  }

  @Test
  void writesForTheOwnerOnly() throws IOException {
    Path file = directory.resolve("sub/secret");
    DurableFile.write(file, "x".getBytes(StandardCharsets.US_ASCII));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void refusesNamesThatAreNoDirectoryNames() {
    for (String name :
        List.of("", ".", "..", "a/b", "../x", "a\0", "-", "x".repeat(64), ".hidden")) {
      assertThatThrownBy(() -> new NodeKey(name, "detect"))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static DesiredState state(long generation, String digest) {
    return new DesiredState(
        "d1",
        "pump",
        "detect",
        generation,
        new ModelRef("sha256:" + digest, "signature", "key", 10),
        Duration.ofMinutes(5),
        "data/${device}.csv",
        100,
        null);
  }
}
