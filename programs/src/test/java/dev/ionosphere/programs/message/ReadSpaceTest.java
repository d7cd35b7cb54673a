package dev.ionosphere.programs.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.programs.SteppedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadSpaceTest {

  private static final int SIZE = 100_000;

  @TempDir Path directory;
  private final SteppedClock clock = new SteppedClock(Instant.parse("2026-12-01T00:00:00Z"));
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("file"), "x".repeat(SIZE));
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
  }

  @Test
  void aHoleKeepsTheFileAsLongAsItIs() throws IOException {
    ReadSpace space = new ReadSpace(file, clock, 0);
    space.give(50_000, 1_000);

    assertThat(space.freed()).isEqualTo(49_152);
    assertThat(Files.readString(file)).isEqualTo("\0".repeat(49_152) + "x".repeat(SIZE - 49_152));
  }

  @Test
  void littleIsNotGivenBack() throws IOException {
    ReadSpace space = new ReadSpace(file, clock, 0);
    space.give(50_000, 50_000);

    assertThat(space.freed()).isZero();
  }

  @Test
  void withoutHolesItIsEmptiedOnceItWasReadAndIsQuiet() throws IOException {
    ReadSpace space = new ReadSpace("no-such-command", file, clock, 0);
    clock.step(Duration.ofSeconds(10));
    space.give(50_000, 1_000);
    assertThat(file).hasSize(SIZE);
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    space.give(SIZE, 1_000);
    assertThat(file).hasSize(SIZE);

    clock.step(Duration.ofSeconds(10));
    assertThat(space.give(SIZE, 1_000)).isTrue();
    assertThat(file).isEmptyFile();
  }

  @Test
  void aSystemThatRefusesHolesIsAskedOnce() throws IOException {
    ReadSpace space = new ReadSpace("false", file, clock, 0);
    space.give(50_000, 1_000);

    assertThat(space.freed()).isZero();
    assertThat(file).hasSize(SIZE);
  }
}
