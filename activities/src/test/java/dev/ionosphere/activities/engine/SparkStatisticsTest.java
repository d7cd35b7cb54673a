package dev.ionosphere.activities.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkStatisticsTest {
  @TempDir Path directory;

  @Test
  void takesTheNewestLine() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("statistics.jsonl"),
            """
            {"stage":"reading","tasksDone":1,"tasksKnown":2,"counters":{}}
            {"stage":"k-means","tasksDone":3,"tasksKnown":4,"counters":{"rows read":7.0},"new":1}
            """);
    SparkStatistics newest = SparkStatistics.newest(file);
    assertThat(newest.stage()).isEqualTo("k-means");
    assertThat(newest.counters()).containsEntry("rows read", 7.0);
  }

  @Test
  void countsStagesAndFailedTasks() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("statistics.jsonl"),
            """
            {"stage":"k-means","stagesDone":3,"stagesKnown":9,"tasksFailed":2,\
            "counters":{"rows read":7.0,"tasks failed":0.0}}
            """);
    assertThat(SparkStatistics.newest(file).allCounters())
        .isEqualTo(
            Map.of("rows read", 7.0, "stages done", 3.0, "stages known", 9.0, "tasks failed", 2.0));
    assertThat(SparkStatistics.NONE.allCounters()).isEmpty();
  }

  @Test
  void knowsNothingOfNonsense() throws IOException {
    Path file = Files.writeString(directory.resolve("statistics.jsonl"), "nonsense\n");
    assertThat(SparkStatistics.newest(file)).isEqualTo(SparkStatistics.NONE);
  }
}
