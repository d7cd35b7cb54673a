package dev.ionosphere.activities.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path directory;

  @Test
  void givesTheNewestLinesOldestFirst() throws IOException {
    Path file = Files.writeString(directory.resolve("log"), "one\ntwo\nthree\n");
    assertThat(LogTail.lines(file, 2)).containsExactly("two", "three");
    assertThat(LogTail.lines(file, 9)).containsExactly("one", "two", "three");
  }

  @Test
  void leavesAnUnfinishedLineForLater() throws IOException {
    Path file = Files.writeString(directory.resolve("log"), "{\"a\":1}\n{\"a\":");
    assertThat(LogTail.wholeLines(file, 1)).containsExactly("{\"a\":1}");
  }

  @Test
  void isNothingWithoutAFile() {
    assertThat(LogTail.lines(directory.resolve("none"), 5)).isEmpty();
  }

  @Test
  void readsOnlyTheEndOfALargeFile() throws IOException {
    Path file = directory.resolve("log");
    Files.writeString(file, "x".repeat(200_000) + "\n" + "line\n".repeat(100));
    assertThat(LogTail.lines(file, 500)).hasSize(100).containsOnly("line");
  }

  @Test
  void cutsLongLines() throws IOException {
    Path file = Files.writeString(directory.resolve("log"), "y".repeat(5000) + "\n");
    assertThat(LogTail.lines(file, 1).getFirst()).hasSize(1001).endsWith("…");
  }
}
