package dev.ionosphere.programs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.programs.SteppedClock;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.MetricPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramWatchTest {

  @TempDir Path directory;
  private RunFolder folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = new RunFolder(directory.resolve("run"));
    folder.prepare();
  }

  @Test
  void whatIsToldCountsBeforeWhatIsPrintedAndThatBeforeEvents() throws IOException {
    Files.writeString(folder.raw(), "loss=1 rate=2\n");
    tell("{\"type\":\"metric\",\"name\":\"rate\",\"value\":3}\n");
    Files.copy(
        Path.of("src/test/resources/tensorboard/events.out.tfevents.1764547200.old"),
        folder.work().resolve("events.out.tfevents.1.h"));
    try (ProgramWatch watch = watch()) {
      watch.finish();

      assertThat(watch.figures())
          .containsOnlyKeys("loss", "rate")
          .containsEntry("loss", 1.0)
          .containsEntry("rate", 3.0);
      assertThat(watch.events().figures()).containsEntry("rate", Double.POSITIVE_INFINITY);
    }
  }

  @Test
  void figuresAreFewAndTheFirstOnes() throws IOException {
    for (int i = 0; i < 400; i++) {
      tell("{\"type\":\"metric\",\"name\":\"m%d\",\"value\":%d}\n".formatted(999 - i, i));
    }
    try (ProgramWatch watch = watch()) {
      watch.finish();

      assertThat(watch.figures()).hasSize(200).containsKeys("m999", "m800");
      assertThat(watch.messages().curves()).hasSize(400);
    }
  }

  @Test
  void aFolderThatTakesNoNotesIsNoHarm() throws IOException {
    for (String note : List.of("messages.json.partial", "tensorboard.json.partial")) {
      Files.createDirectory(folder.path().resolve(note));
    }
    tell("{\"type\":\"progress\",\"fraction\":0.5,\"stage\":\"fit\"}\n");
    try (ProgramWatch watch = watch()) {
      watch.poll();
      watch.poll();
      watch.finish();

      assertThat(watch.fraction()).isEqualTo(OptionalDouble.of(0.5));
      assertThat(watch.stage()).contains("fit");
    }
  }

  private ProgramWatch watch() throws IOException {
    return new ProgramWatch(
        folder,
        List.of(
            new MetricPattern("loss", "loss=([0-9.]+)"),
            new MetricPattern("rate", "rate=([0-9.]+)")),
        new SteppedClock(Instant.parse("2026-12-01T00:00:00Z")));
  }

  private void tell(String line) throws IOException {
    Files.writeString(folder.messages(), line, StandardOpenOption.APPEND);
  }
}
