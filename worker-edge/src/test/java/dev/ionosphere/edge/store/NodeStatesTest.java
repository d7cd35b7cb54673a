package dev.ionosphere.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.pack.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeStatesTest {

  private static final NodeKey KEY = new NodeKey("pump", "detect");

  @TempDir Path directory;

  @Test
  void remembersWhatRunsWhatRanBeforeAndWhatRanWell() throws IOException {
    NodeStates states = new NodeStates(directory);
    assertThat(states.nodes()).isEmpty();
    states.activate(KEY, state(1, "a"));
    NodeStates.prove(states.directory(KEY), state(1, "a"));
    states.activate(KEY, state(2, "b"));
    states.activate(KEY, state(3, "c"));
    NodeStates again = new NodeStates(directory);
    assertThat(again.nodes()).containsExactly(KEY);
    assertThat(again.actual(KEY)).contains(state(3, "c"));
    assertThat(again.previous(KEY)).contains(state(2, "b"));
    assertThat(again.lastGood(KEY)).contains(state(1, "a"));
  }

  @Test
  void doesNotTakeABadModelForTheLastGoodOneWhenItIsRolledBack() throws IOException {
    NodeStates states = new NodeStates(directory);
    states.activate(KEY, state(1, "a"));
    NodeStates.prove(states.directory(KEY), state(1, "a"));
    states.activate(KEY, state(2, "bad"));
    states.activate(KEY, state(3, "a"));
    assertThat(states.lastGood(KEY)).contains(state(1, "a"));
  }

  @Test
  void takesAProvenModelThatComesBackForTheLastGoodOneAtOnce() throws IOException {
    NodeStates states = new NodeStates(directory);
    states.activate(KEY, state(1, "a"));
    NodeStates.prove(states.directory(KEY), state(1, "a"));
    states.activate(KEY, state(2, "drifts"));
    NodeStates.prove(states.directory(KEY), state(2, "drifts"));
    states.activate(KEY, state(3, "a"));
    assertThat(states.lastGood(KEY)).contains(state(3, "a"));
  }

  @Test
  void takesThePreviousCopyOfABrokenFile() throws IOException {
    NodeStates states = new NodeStates(directory);
    states.activate(KEY, state(1, "a"));
    states.activate(KEY, state(2, "b"));
    for (String content : List.of("", "{", "null", "[]", "{\"device\":3,", "\0\0\0\0")) {
      Files.writeString(states.directory(KEY).path().resolve("actual.json"), content);
      assertThat(states.actual(KEY)).as(content).contains(state(1, "a"));
      assertThat(states.storedActual(KEY)).isInstanceOf(Stored.Previous.class);
    }
  }

  @Test
  void leavesTheOldFileWhenTheNewOneWasNeverRenamed() throws IOException {
    NodeStates states = new NodeStates(directory);
    states.activate(KEY, state(1, "a"));
    Files.writeString(states.directory(KEY).path().resolve("actual.json.new"), "{half");
    assertThat(states.actual(KEY)).contains(state(1, "a"));
    states.activate(KEY, state(2, "b"));
    assertThat(states.actual(KEY)).contains(state(2, "b"));
  }

  @Test
  void leavesFoldersAloneThatNoNodeCouldHave() throws IOException {
    NodeStates states = new NodeStates(directory);
    states.activate(KEY, state(1, "a"));
    Files.createDirectories(directory.resolve("pump/.hidden"));
    assertThat(states.nodes()).containsExactly(KEY);
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
