package dev.ionosphere.pipelines.statistics;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/** A file of snapshots that grows by at most five lines a second. Not thread-safe. */
final class StatisticsFile {
  private static final long BETWEEN_MILLIS = 200;

  private final ObjectMapper json = new ObjectMapper();
  private final Path file;
  private final Clock clock;
  private long written = Long.MIN_VALUE;

  StatisticsFile(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Writes unless the last line is too young; the next line will tell as much. */
  void offer(ProgressCount progress, String event) throws IOException {
    if (written == Long.MIN_VALUE || clock.millis() - written >= BETWEEN_MILLIS) {
      last(progress, event);
    }
  }

  void last(ProgressCount progress, String event) throws IOException {
    written = clock.millis();
    String line = json.writeValueAsString(progress.snapshot(written, event)) + "\n";
    // One write a line, so that a reader sees whole lines or an unfinished last one.
    Files.write(
        file,
        line.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
