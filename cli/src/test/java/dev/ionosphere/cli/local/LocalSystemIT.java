package dev.ionosphere.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.cli.process.Await;
import dev.ionosphere.cli.process.Installation;
import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.process.Supervisor;
import dev.ionosphere.cli.temporal.TemporalBuild;
import dev.ionosphere.cli.temporal.TemporalFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With shells in the place of the processes. */
class LocalSystemIT {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path directory;
  private Layout layout;
  private Supervisor supervisor;
  private Process driver;

  @BeforeEach
  void start() throws IOException {
    layout = new Layout(directory);
    supervisor = new Supervisor(layout, ProcessTable.read(layout.table()));
    driver =
        new ProcessBuilder("sh", "-c", "sleep 600 & echo $! > child; wait")
            .directory(directory.toFile())
            .start();
  }

  @AfterEach
  void end() {
    Stream.concat(driver.descendants(), Stream.of(driver.toHandle()))
        .toList()
        .forEach(ProcessHandle::destroyForcibly);
    supervisor.stop(List.copyOf(supervisor.table().processes().keySet()));
  }

  @Test
  void downEndsTheTrainingThatItsWorkerLeaves() throws IOException {
    supervisor.start(
        new Supervisor.Definition(
            LocalSystem.CLOUD, List.of("sleep", "600"), Map.of(), layout.cloud(), List.of()));
    note("t.retrain.1", driver.info().startInstant().orElseThrow().toEpochMilli());
    ProcessHandle child = child();

    assertThat(system().down()).containsExactly(LocalSystem.CLOUD, "training t.retrain.1");

    assertThat(driver.isAlive()).isFalse();
    assertThat(Await.until(LONG, () -> !child.isAlive())).as("what the driver started").isTrue();
    assertThat(system().down()).as("the second time").isEmpty();
  }

  @Test
  void downEndsATrainingWhoseWorkerIsDead() throws IOException {
    note("t.retrain.2", driver.info().startInstant().orElseThrow().toEpochMilli());
    assertThat(system().down()).containsExactly("training t.retrain.2");
    assertThat(driver.isAlive()).isFalse();
  }

  @Test
  void downSparesAStrangerWithTheNumberOfADriver() throws IOException {
    note("t.retrain.3", driver.info().startInstant().orElseThrow().toEpochMilli() - 60_000);
    Path run = Files.createDirectories(layout.cloud().resolve("runs/t.retrain.4"));
    Files.writeString(run.resolve("process.json"), "{\"pid\":");
    Files.createDirectories(layout.cloud().resolve("runs/t.retrain.5"));

    assertThat(system().down()).isEmpty();

    assertThat(driver.isAlive()).isTrue();
  }

  private LocalSystem system() {
    return new LocalSystem(
        new Installation(directory, directory, directory),
        new Supervisor(layout, ProcessTable.read(layout.table())),
        new TemporalFinder(Map.of(), new TemporalBuild(directory, directory)),
        Map.of());
  }

  /** As the cloud worker does. */
  private void note(String run, long startedMillis) throws IOException {
    Path runDirectory = Files.createDirectories(layout.cloud().resolve("runs").resolve(run));
    Files.writeString(
        runDirectory.resolve("process.json"),
        "{\"pid\":%d,\"startedMillis\":%d}".formatted(driver.pid(), startedMillis));
  }

  private ProcessHandle child() throws IOException {
    Path file = directory.resolve("child");
    assertThat(Await.until(LONG, () -> Files.exists(file) && file.toFile().length() > 1)).isTrue();
    return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
  }
}
