package dev.ionosphere.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {
  @TempDir Path directory;
  private Supervisor supervisor;

  @BeforeEach
  void create() {
    Layout layout = new Layout(directory);
    supervisor = new Supervisor(layout, ProcessTable.read(layout.table()));
  }

  @AfterEach
  void stopAll() {
    supervisor.stop(List.copyOf(supervisor.table().processes().keySet()));
  }

  @Test
  void startsOnlyWhatDoesNotRun() {
    assertThat(supervisor.start(sleeper())).isTrue();
    long pid = pid();
    assertThat(supervisor.start(sleeper())).isFalse();
    assertThat(again().alive("sleeper")).as("known to the next ion as well").isTrue();
    assertThat(pid()).isEqualTo(pid);
  }

  @Test
  void startsAgainWhatWasKilled() {
    supervisor.start(sleeper());
    ProcessHandle killed = ProcessHandle.of(pid()).orElseThrow();
    killed.destroyForcibly();
    killed.onExit().join();
    Supervisor next = again();
    assertThat(next.alive("sleeper")).isFalse();
    assertThat(next.start(sleeper())).isTrue();
    assertThat(next.stop(List.of("sleeper"))).containsExactly("sleeper");
  }

  @Test
  void bringsBackWhatDiesWhileItIsLookedAt() {
    supervisor.start(sleeper());
    long first = pid();
    ProcessHandle dying = ProcessHandle.of(first).orElseThrow();
    boolean ran =
        supervisor.startAndAwaitReady(
            sleeper(),
            () -> {
              if (pid() != first) {
                return true;
              }
              dying.destroyForcibly();
              return false;
            });
    assertThat(ran).isFalse();
    assertThat(pid()).isNotEqualTo(first);
    assertThat(supervisor.alive("sleeper")).isTrue();
  }

  @Test
  void doesNotTakeForRunningWhatDiesWhileItIsLookedAt() {
    supervisor.start(sleeper());
    ProcessHandle dying = ProcessHandle.of(pid()).orElseThrow();
    boolean runs =
        supervisor.runs(
            "sleeper",
            () -> {
              dying.destroyForcibly();
              return false;
            });
    assertThat(runs).isFalse();
    assertThat(supervisor.runs("nothing", () -> true)).isFalse();
    assertThat(supervisor.start(sleeper())).isTrue();
    assertThat(supervisor.runs("sleeper", () -> true)).isTrue();
  }

  @Test
  void showsNoWholeStackTraceOfALog() {
    Supervisor.Definition broken =
        definition("broken", "printf '%02000d' 0; echo; echo no such thing; exit 3");
    assertThatThrownBy(() -> supervisor.startAndAwaitReady(broken, () -> false))
        .hasMessageContaining("no such thing")
        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(600));
  }

  @Test
  void neverTouchesAProcessItDidNotStart() throws IOException {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    supervisor
        .table()
        .started(
            "sleeper", new RunningProcess(stranger.pid(), Instant.parse("2020-01-01T00:00:00Z")));
    assertThat(supervisor.alive("sleeper")).isFalse();
    assertThat(supervisor.stop(List.of("sleeper"))).isEmpty();
    assertThat(stranger.isAlive()).isTrue();
    stranger.destroyForcibly();
  }

  @Test
  void saysWhyAProcessEnded() {
    Supervisor.Definition broken = definition("broken", "echo no such thing; exit 3");
    assertThatThrownBy(() -> supervisor.startAndAwaitReady(broken, () -> false))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("broken ended while starting")
        .hasMessageContaining("no such thing");
  }

  @Test
  void handsChildrenNoneOfOurSettings() throws IOException {
    supervisor.start(
        new Supervisor.Definition(
            "env", List.of("sh", "-c", "env > seen"), Map.of("ION_X", "1"), directory, List.of()));
    Path seen = directory.resolve("seen");
    assertThat(
            Await.until(
                Duration.ofSeconds(10), () -> Files.exists(seen) && !supervisor.alive("env")))
        .isTrue();
    assertThat(Files.readString(seen)).contains("ION_X=1");
  }

  @Test
  void keepsPortsForGood() throws IOException {
    ProcessTable table = supervisor.table();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = table.port("hub", taken.getLocalPort(), new Ports(new Random(1)));
      assertThat(port).isNotEqualTo(taken.getLocalPort()).isBetween(20_000, 32_000);
      assertThat(again().table().port("hub", 1, new Ports(new Random(2)))).isEqualTo(port);
    }
    int free = new Ports(new Random(3)).choose(20_001, Set.of(20_001));
    assertThat(free).as("one that another process of ours has").isNotEqualTo(20_001);
  }

  @Test
  void refusesAPortThatSomebodyElseHas() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Supervisor.Definition definition =
          new Supervisor.Definition(
              "hub", List.of("sleep", "60"), Map.of(), directory, List.of(taken.getLocalPort()));
      Layout layout = new Layout(directory);
      Supervisor impatient =
          new Supervisor(layout, ProcessTable.read(layout.table()), Duration.ofMillis(10));
      assertThatThrownBy(() -> impatient.start(definition))
          .hasMessageContaining("hub cannot start: its port " + taken.getLocalPort());
    }
  }

  @Test
  void remembersEdgesAndSettings() {
    supervisor.table().addEdge(new EdgeSettings("engine-1", Map.of("role", "engine"), "/data"));
    supervisor.table().setting("demo", "true");
    ProcessTable read = again().table();
    assertThat(read.edges())
        .containsEntry("engine-1", new EdgeSettings("engine-1", Map.of("role", "engine"), "/data"));
    assertThat(read.setting("demo")).contains("true");
  }

  @Test
  void measuresMemory() {
    assertThat(Memory.residentKilobytes(ProcessHandle.current().pid()).orElse(0)).isPositive();
    assertThat(Memory.limitMegabytes("edge:engine-1")).hasValue(128);
  }

  private Supervisor.Definition sleeper() {
    return definition("sleeper", "exec sleep 60");
  }

  private Supervisor.Definition definition(String name, String script) {
    return new Supervisor.Definition(
        name, List.of("sh", "-c", script), Map.of(), directory, List.of());
  }

  private Supervisor again() {
    Layout layout = new Layout(directory);
    return new Supervisor(layout, ProcessTable.read(layout.table()));
  }

  private long pid() {
    return supervisor.table().process("sleeper").orElseThrow().pid();
  }
}
