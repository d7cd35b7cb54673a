package dev.ionosphere.pipelines.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsFileTest {
  @TempDir Path directory;
  private Instant now = Instant.EPOCH;

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @Test
  void growsAtABoundedRate() throws IOException {
    Path path = directory.resolve("statistics.jsonl");
    StatisticsFile file = new StatisticsFile(path, clock);
    for (int i = 0; i < 1000; i++) {
      file.offer(new ProgressCount(), "task");
      now = now.plus(Duration.ofMillis(1));
    }
    file.last(new ProgressCount(), "end");
    assertThat(Files.readAllLines(path)).hasSize(6).last().asString().contains("\"event\":\"end\"");
  }

  @Test
  void fileThatCannotBeWrittenIsNotTheApplicationsTrouble() {
    StatisticsListener listener =
        new StatisticsListener(new StatisticsFile(directory.resolve("none/at/all"), clock));
    listener.onApplicationEnd(new SparkListenerApplicationEnd(1, scala.Option.empty()));
    listener.onApplicationEnd(new SparkListenerApplicationEnd(2, scala.Option.empty()));
    assertThat(directory.resolve("none")).doesNotExist();
  }
}
