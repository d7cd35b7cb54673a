package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.cli.process.EdgeSettings;
import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.process.StartLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code edge run}, {@code logs} and the refusals of {@code demo}. */
class LocalCommandsTest {
  private static final String DEVICES = "GET /api/v1/devices";
  private static final String TOKENS = "POST /api/v1/devices/tokens";

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private TestingTerminal terminal;
  private Layout layout;

  @BeforeEach
  void start() {
    terminal = new TestingTerminal(directory).withLocalHub(hub);
    layout = new Layout(directory.resolve("data"));
  }

  @AfterEach
  void end() {
    table().processes().values().stream()
        .flatMap(process -> process.handle().stream())
        .forEach(ProcessHandle::destroyForcibly);
    hub.close();
  }

  @Test
  void anEdgeIsEnrolledOnceAndRemembered() throws IOException {
    java("exec sleep 600");
    hub.answersTo(
            TOKENS, "{\"device\":\"pump-1\",\"labels\":{\"role\":\"pump\"}}", "{\"token\":\"t0\"}")
        .answers(DEVICES, "{\"items\":[]}")
        .answers(
            DEVICES, "{\"items\":[{\"id\":\"pump-1\",\"lastSeen\":\"2026-01-01T00:00:00Z\"}]}");
    assertThat(terminal.ion("edge", "run", "pump-1", "--label", "role=pump")).isZero();
    assertThat(terminal.out())
        .isEqualTo("  ✓ edges         pump-1\nIts log: `ion logs edge:pump-1`.\n");
    assertThat(table().edges().get("pump-1"))
        .isEqualTo(new EdgeSettings("pump-1", Map.of("role", "pump"), directory.toString()));
    Path token = layout.enrolToken("pump-1");
    assertThat(token).hasContent("t0");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");
    assertThat(terminal.ion("edge", "run", "pump-1")).as("it runs already").isZero();
    assertThat(hub.asked().stream().filter(asked -> asked.request().equals(TOKENS))).hasSize(1);
  }

  @Test
  void anEdgeThatDiesIsAnError() throws IOException {
    java("echo the hub does not know this token; exit 1");
    hub.answersAnyBody(TOKENS, 200, "{\"token\":\"t0\"}").answers(DEVICES, "{\"items\":[]}");
    assertThat(terminal.ion("edge", "run", "pump-1")).isEqualTo(1);
    assertThat(terminal.err())
        .contains("edge:pump-1 ended while starting", "the hub does not know this token");
  }

  @Test
  void anEdgeNeedsADirectoryThatIsThere() {
    assertThat(terminal.ion("edge", "run", "pump-1", "--source", "nowhere")).isEqualTo(2);
    assertThat(terminal.err()).contains("--source", directory.resolve("nowhere").toString());
    assertThat(terminal.ion("edge")).isEqualTo(2);
    assertThat(terminal.err()).contains("Missing required subcommand");
  }

  @Test
  void anEdgeWaitsForAnotherCommandThatStartsProcesses() {
    try (StartLock up = StartLock.acquire(layout, "ion up", Duration.ZERO, text -> {})) {
      assertThat(terminal.ion("edge", "run", "pump-1")).isEqualTo(1);
      assertThat(terminal.err()).contains("waiting for `ion up`");
    }
  }

  @Test
  void logsAreShownFromTheEndWithoutControlCharacters() {
    terminal.file("data/logs/edge-pump-1.log", "one\ntwo\u001b[31m\nthree\n");
    assertThat(terminal.ion("logs", "edge:pump-1", "-n", "2")).isZero();
    assertThat(terminal.out()).isEqualTo("two?[31m\nthree\n");
    assertThat(terminal.ion("logs", "edge:pump-1", "-n", "0")).isZero();
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void logsOfNobodyNameThoseThatThereAre() {
    assertThat(terminal.ion("logs", "../hub/secrets/admin.token")).isEqualTo(6);
    assertThat(terminal.out()).isEmpty();
    terminal.file(
        "data/processes.json",
        "{\"processes\":{\"hub\":{\"pid\":1,\"started\":\"2020-01-01T00:00:00Z\"}}}");
    assertThat(terminal.ion("logs", "hubb")).isEqualTo(6);
    assertThat(terminal.err()).isEqualTo("ion: no log of 'hubb'; there are logs of hub\n");
  }

  @Test
  void theDemoLeavesDataOfOthersAlone() {
    assertThat(terminal.ion("demo", "--yes", "--exit")).isEqualTo(1);
    assertThat(terminal.err())
        .contains(layout.data() + " holds data that no demo made", "ION_DATA=/tmp/ion-demo");
    assertThat(layout.token("admin")).exists();
  }

  @Test
  void theDemoDoesNotStartBesideWhatRuns() {
    table().started("hub", dev.ionosphere.cli.process.RunningProcess.of(ProcessHandle.current()));
    assertThat(terminal.ion("demo")).isEqualTo(1);
    assertThat(terminal.err()).contains("Ionosphere runs here already", "`ion down` stops it");
    table().ended("hub");
  }

  @Test
  void theDemoHasEnginesForFortyDevices() {
    assertThat(terminal.ion("demo", "--devices", "0")).isEqualTo(2);
    assertThat(terminal.ion("demo", "--devices", "41")).isEqualTo(2);
    assertThat(terminal.err()).isEqualTo("ion: --devices is 41; allowed: 1 to 40\n");
  }

  @Test
  void aTableThatCannotBeReadIsNamed() {
    Path file = Path.of(terminal.file("data/processes.json", "{\"ports\":"));
    assertThat(terminal.ion("get")).isEqualTo(1);
    assertThat(terminal.err()).contains(file + " cannot be read");
  }

  @Test
  void aBugShowsItsTraceOnlyIfAsked() {
    terminal.file("data/processes.json", "[]");
    assertThat(terminal.ion("down")).isEqualTo(1);
    assertThat(terminal.err())
        .startsWith("ion: ")
        .contains("ION_DEBUG=1 shows where.")
        .doesNotContain("\tat ");
  }

  private void java(String script) throws IOException {
    Path file = Path.of(terminal.file("jdk/bin/java", "#!/bin/sh\n" + script + "\n"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ProcessTable table() {
    try {
      return ProcessTable.read(layout.table());
    } catch (IllegalStateException broken) {
      return ProcessTable.read(directory.resolve("none.json"));
    }
  }
}
