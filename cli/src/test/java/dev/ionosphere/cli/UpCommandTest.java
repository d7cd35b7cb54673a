package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.cli.process.Await;
import dev.ionosphere.cli.process.EdgeSettings;
import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.process.RunningProcess;
import dev.ionosphere.cli.process.StartLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ion up} and {@code ion down} with a sleep in the place of hub and cloud worker. */
class UpCommandTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String DEVICES = "GET /api/v1/devices";

  @TempDir Path directory;
  private final List<Process> processes = new ArrayList<>();
  private final TestingHub hub = new TestingHub();
  private TestingTerminal terminal;
  private Layout layout;

  @BeforeEach
  void start() {
    terminal = new TestingTerminal(directory).withLocalHub(hub);
    terminal.with("TEMPORAL_ADDRESS", "127.0.0.1:" + hub.port());
    terminal.file(
        "data/processes.json",
        "{\"ports\":{\"hub\":%1$d,\"worker-cloud\":%1$d}}".formatted(hub.port()));
    layout = new Layout(directory.resolve("data"));
    terminal.with("ION_DATA_ROOT", directory.toString());
    hub.answers("GET /health", "{}");
    hub.answers(DEVICES, "{\"items\":[]}");
    runs("hub");
    runs("worker-cloud");
  }

  @AfterEach
  void end() {
    table().processes().values().stream()
        .flatMap(process -> process.handle().stream())
        .forEach(ProcessHandle::destroyForcibly);
    processes.forEach(Process::destroyForcibly);
    hub.close();
  }

  @Test
  void saysWhatRunsAndWhereItIs() {
    assertThat(terminal.ion("up")).isZero();
    assertThat(terminal.out())
        .contains("✓ temporal", "✓ hub           was running; " + hub.address())
        .contains("dashboard  " + hub.address() + "/")
        .contains("sign in    with the token in " + layout.token("approver") + " to decide,");
    assertThat(terminal.ion("down")).isZero();
    assertThat(terminal.out()).isEqualTo("stopped worker-cloud, hub\n");
    assertThat(terminal.ion("down")).isZero();
    assertThat(terminal.out()).isEqualTo("nothing was running\n");
  }

  @Test
  void anEdgeThatTheHubHearsFromIsReady() throws IOException {
    java("exec sleep 600");
    table().addEdge(new EdgeSettings("pump-1", Map.of(), "/data"));
    hub.answers(DEVICES, "{\"items\":[{\"id\":\"pump-1\",\"lastSeen\":\"2026-01-01T00:00:00Z\"}]}");
    assertThat(terminal.ion("up")).isZero();
    assertThat(terminal.out()).contains("✓ edges         pump-1");
    assertThat(terminal.ion("down")).isZero();
    assertThat(terminal.out()).isEqualTo("stopped edge:pump-1, worker-cloud, hub\n");
  }

  @Test
  void anEdgeThatDiesAtOnceIsNotReady() throws IOException {
    java("case \"$*\" in *EdgeWorker*) echo no enrolment token; exit 2;; esac");
    table().addEdge(new EdgeSettings("pump-1", Map.of(), "/data"));
    assertThat(terminal.ion("up")).isEqualTo(1);
    assertThat(terminal.out()).doesNotContain("edges", "dashboard");
    assertThat(terminal.err())
        .contains("edge:pump-1 ended while starting")
        .contains("edge-pump-1.log:\n    no enrolment token");
  }

  @Test
  void aHubThatDiesAtOnceIsNotReady() throws IOException {
    java("echo no database; exit 3");
    table().ended("hub");
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    terminal.file("data/processes.json", "{\"ports\":{\"hub\":%d}}".formatted(free));
    assertThat(terminal.ion("up")).isEqualTo(1);
    assertThat(terminal.out()).doesNotContain("✓ hub");
    assertThat(terminal.err()).contains("hub ended while starting", "no database");
  }

  @Test
  void aSecondUpWaitsAndThenSaysWhoIsAtWork() {
    try (StartLock first = StartLock.acquire(layout, "ion up", LONG, text -> {})) {
      assertThat(terminal.ion("up")).isEqualTo(1);
      assertThat(terminal.err())
          .startsWith(
              "Waiting for `ion up` (process %d).\n".formatted(ProcessHandle.current().pid()))
          .contains("Timed out after 0 s waiting for `ion up` (process")
          .doesNotContain("Exception");
      assertThat(terminal.ion("down")).isEqualTo(1);
      assertThat(table().processes()).containsOnlyKeys("hub", "worker-cloud");
    }
    assertThat(terminal.ion("up")).isZero();
  }

  @Test
  void downFindsWhatAnInterruptedUpHadStarted() throws IOException {
    Process left = sleep();
    note("edge:pump-9", Instant.now(), left.pid());
    assertThat(terminal.ion("down")).isZero();
    assertThat(terminal.out()).isEqualTo("stopped edge:pump-9, worker-cloud, hub\n");
    assertThat(Await.until(LONG, () -> !left.isAlive())).isTrue();
  }

  @Test
  void downSparesALaterProcessWithTheSameId() throws IOException {
    Process stranger = sleep();
    note("edge:pump-9", Instant.now().minusSeconds(600), stranger.pid());
    Files.setLastModifiedTime(
        layout.data().resolve("starting/edge:pump-9.pid"),
        FileTime.from(Instant.now().minusSeconds(599)));
    assertThat(terminal.ion("down")).isZero();
    assertThat(terminal.out()).isEqualTo("stopped worker-cloud, hub\n");
    assertThat(stranger.isAlive()).isTrue();
  }

  /** As the start leaves it when its command is killed before it could enter the process. */
  private void note(String name, Instant begun, long pid) {
    terminal.file("data/starting/" + name + ".pid", begun + "\n" + pid + "\n");
  }

  private void runs(String name) {
    try {
      table().started(name, RunningProcess.of(sleep().toHandle()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process sleep() throws IOException {
    Process process = new ProcessBuilder("sleep", "600").start();
    processes.add(process);
    return process;
  }

  /** What is started in the place of every process. */
  private void java(String script) throws IOException {
    Path file = Path.of(terminal.file("jdk/bin/java", "#!/bin/sh\n" + script + "\n"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ProcessTable table() {
    return ProcessTable.read(layout.table());
  }
}
