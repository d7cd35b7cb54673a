package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.process.RunningProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir Path directory;
  private TestingTerminal terminal;

  @BeforeEach
  void start() throws IOException {
    terminal = new TestingTerminal(directory).with("TEMPORAL_ADDRESS", "temporal.example.org:7233");
    for (String module :
        new String[] {
          "api",
          "worker-cloud",
          "worker-edge",
          "worker-edge-temporal",
          "worker-edge-mqtt",
          "spark/jars"
        }) {
      Files.createDirectories(directory.resolve("dist").resolve(module));
    }
    terminal.file("dist/pipelines/pipelines.jar", "");
  }

  @Test
  void aCompleteMachineIsWell() {
    assertThat(terminal.ion("doctor")).isZero();
    assertThat(terminal.out())
        .contains("✓ JDK       25", "✓ build     " + directory.resolve("dist"))
        .contains("✓ Temporal  at temporal.example.org:7233", "✓ Spark     ", "(our own)")
        .contains("✓ ports     none chosen yet")
        .contains("nothing runs; `ion up` starts everything")
        .doesNotContain("✗");
  }

  @Test
  void whatIsNotBuiltIsBadAndSaysHowToBuildIt() throws IOException {
    Files.delete(directory.resolve("dist/api"));
    assertThat(terminal.ion("doctor")).isEqualTo(1);
    assertThat(terminal.out())
        .contains("✗ build     not built: [api]", "Run ION_BUILD=always ./ion doctor.");
  }

  @Test
  void aSparkHomeWithoutJarsIsBad() {
    terminal.with("SPARK_HOME", directory.resolve("nothing").toString());
    assertThat(terminal.ion("doctor")).isEqualTo(1);
    assertThat(terminal.out())
        .contains("✗ Spark     " + directory.resolve("nothing") + " has no jars")
        .contains("Point SPARK_HOME at a Spark 4 installation, or unset it.");
  }

  @Test
  void aPortThatAnotherProgramHasIsBad() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      terminal.file(
          "data/processes.json", "{\"ports\":{\"hub\":%d}}".formatted(taken.getLocalPort()));
      assertThat(terminal.ion("doctor")).isEqualTo(1);
      assertThat(terminal.out())
          .contains("✗ ports     used by another program: hub " + taken.getLocalPort());
    }
  }

  @Test
  void aProcessThatRunsIsShownWithItsMemory() {
    table().started("hub", RunningProcess.of(ProcessHandle.current()));
    int code = terminal.ion("doctor");
    assertThat(terminal.out())
        .containsPattern("PROCESS +PID +UP +MB +LIMIT")
        .containsPattern("hub +" + ProcessHandle.current().pid() + " .* 350");
    assertThat(code).as("this test may itself be over the limit of a hub").isIn(0, 1);
  }

  @Test
  void aProcessThatEndedIsBad() {
    table().started("worker-cloud", new RunningProcess(1, Instant.EPOCH));
    assertThat(terminal.ion("doctor")).isEqualTo(1);
    assertThat(terminal.out()).containsPattern("worker-cloud +- .*ended; `ion up` starts it again");
  }

  private ProcessTable table() {
    return ProcessTable.read(new Layout(directory.resolve("data")).table());
  }
}
