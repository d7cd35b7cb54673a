package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.machine.state.StoredIon;
import dev.ionosphere.workflows.registration.WorkflowTypes;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkflowImplementationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Histories of every release replay on today's code, and end in the same state. They are never
 * edited; a release adds its own with {@code tools/histories/record <release>}.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplayTest {

  static final Path HISTORIES = Path.of("src/test/resources/histories");

  @Test
  void everyStoredHistoryReplaysToItsState() throws Exception {
    List<Path> histories = histories();
    assertThat(histories).isNotEmpty();
    for (Path history : histories) {
      StoredIon end = replay(history);
      Path state = stateOf(history);
      assertThat(end == null).as("%s is of an ION", history).isEqualTo(Files.notExists(state));
      if (end != null) {
        assertThat(StoredJson.text(end)).as("state after %s", history).isEqualTo(text(state));
      }
    }
  }

  private static List<Path> histories() throws IOException {
    try (Stream<Path> files = Files.walk(HISTORIES)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.toString().endsWith(".state.json"))
          .sorted()
          .toList();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  /** Where the state lies that the history of an ION ends in. */
  static Path stateOf(Path history) {
    String name = history.getFileName().toString();
    return history.resolveSibling(name.replace(".json", ".state.json"));
  }

  /** The state that the history of an ION ends in; nothing of other workflows. */
  static @Nullable StoredIon replay(Path history) throws Exception {
    AtomicReference<IonShell> ion = new AtomicReference<>();
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
      Worker worker = temporal.newWorker(WorkflowNames.CLOUD_QUEUE);
      worker.registerWorkflowImplementationTypes(
          Stream.of(WorkflowTypes.all())
              .filter(type -> type != IonShell.class)
              .toArray(Class<?>[]::new));
      worker.registerWorkflowImplementationFactory(
          IonWorkflow.class,
          arguments -> {
            ion.set(new IonShell(arguments.get(0, StoredIon.class)));
            return ion.get();
          },
          WorkflowImplementationOptions.getDefaultInstance());
      WorkflowReplayer.replayWorkflowExecution(
          WorkflowExecutionHistory.fromJson(Files.readString(history)), worker);
    }
    return ion.get() == null ? null : ion.get().stored();
  }
}
