package dev.ionosphere.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.cli.TestingHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real tiny processes: how they start, are known and end. */
class SystemProcessTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path directory;

  @Test
  void writesItsOutputToItsLog() throws IOException {
    start("a", "sh", "-c", "echo out; echo err >&2").onExit().join();
    assertThat(directory.resolve("a.log")).hasContent("out\nerr");
    start("a", "echo", "again").onExit().join();
    assertThat(Files.readAllLines(directory.resolve("a.log"))).hasSize(3);
  }

  @Test
  void startsALogAnewWhenItIsLarge() throws IOException {
    Path log = directory.resolve("a.log");
    try (java.io.RandomAccessFile file = new java.io.RandomAccessFile(log.toFile(), "rw")) {
      file.setLength((20L << 20) + 1);
    }
    start("a", "echo", "fresh").onExit().join();
    assertThat(log).hasContent("fresh");
    assertThat(directory.resolve("a.log.old")).exists();
  }

  @Test
  void aProgramThatIsNotThereSaysSoInItsLog() throws IOException {
    start("a", directory.resolve("nothing").toString()).onExit().join();
    assertThat(Files.readString(directory.resolve("a.log"))).contains("nothing");
  }

  @Test
  void aLaterProcessWithTheSameIdIsAnotherOne() {
    ProcessHandle process = start("a", "sleep", "600");
    try {
      RunningProcess known = RunningProcess.of(process);
      assertThat(known.alive()).isTrue();
      assertThat(new RunningProcess(known.pid(), known.started().minusSeconds(60)).alive())
          .isFalse();
      assertThat(new RunningProcess(known.pid(), Instant.EPOCH).handle()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void oneThatDoesNotListenIsEndedByForce() {
    Path ready = directory.resolve("ready");
    ProcessHandle stubborn =
        start("a", "sh", "-c", "trap '' TERM; touch ready; while true; do sleep 0.1; done");
    assertThat(Await.until(LONG, () -> Files.exists(ready))).isTrue();
    ProcessTermination.of(List.of(stubborn), Duration.ofMillis(200));
    assertThat(Await.until(LONG, () -> !stubborn.isAlive())).isTrue();
  }

  @Test
  void aProbeTakesOnlyTwoHundredForReady() {
    try (TestingHub hub =
        new TestingHub().answers("GET /health", "{}").refuses("GET /later", 503, "starting")) {
      assertThat(Probe.answers(hub.port(), "/health")).isTrue();
      assertThat(Probe.answers(hub.port(), "/later")).isFalse();
    }
    assertThat(Probe.answers(1, "/health")).isFalse();
  }

  private ProcessHandle start(String name, String... command) {
    StartRecord records = new StartRecord(new Layout(directory));
    return DetachedProcess.start(
        List.of(command),
        Map.of(),
        directory,
        directory.resolve(name + ".log"),
        records.begin(name, Instant.now()));
  }
}
