package dev.ionosphere.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartRecordTest {
  @TempDir Path directory;
  private Layout layout;
  private StartRecord records;

  @BeforeEach
  void create() {
    layout = new Layout(directory);
    records = new StartRecord(layout);
  }

  @Test
  void findsAProcessThatTheTableDoesNotKnow() {
    ProcessHandle process = start("edge:pump-1", "sleep", "600");
    try {
      assertThat(Await.until(Duration.ofSeconds(10), () -> !records.unfinished().isEmpty()))
          .isTrue();
      assertThat(records.unfinished().get("edge:pump-1").handle()).contains(process);
      records.end("edge:pump-1");
      assertThat(records.unfinished()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void forgetsAProcessThatEnded() {
    start("hub", "true").onExit().join();
    assertThat(records.unfinished()).isEmpty();
  }

  @Test
  void namesNobodyByAFileThatWasCutOff() throws IOException {
    records.begin("hub", Instant.now());
    Files.writeString(directory.resolve("starting/cloud.pid"), "yesterday\nten\n");
    assertThat(records.unfinished()).isEmpty();
  }

  private ProcessHandle start(String name, String... command) {
    return DetachedProcess.start(
        List.of(command), Map.of(), directory, layout.log("x"), records.begin(name, Instant.now()));
  }
}
