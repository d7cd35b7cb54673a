package dev.ionosphere.pipelines.kmeans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.pipelines.Job;
import dev.ionosphere.pipelines.TestingSpark;
import dev.ionosphere.pipelines.component.ComponentProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with the listener, as an engine starts it. */
class KMeansStatisticsIT {

  @TempDir Path directory;
  private final Map<String, String> settings = new HashMap<>(TestingSpark.SETTINGS);

  @BeforeEach
  void set() {
    settings.put("spark.extraListeners", "dev.ionosphere.pipelines.statistics.StatisticsListener");
    settings.put("spark.ionosphere.statistics", directory.resolve("statistics.jsonl").toString());
    settings.forEach(System::setProperty);
  }

  @AfterEach
  void unset() {
    settings.keySet().forEach(System::clearProperty);
  }

  @Test
  void tellsHowFarItIsWhileItRuns() throws IOException {
    StringBuilder csv = new StringBuilder("a,b\n");
    for (int i = 0; i < 40; i++) {
      csv.append(i % 2 * 100 + i).append(',').append(i).append('\n');
    }
    csv.append("1,\n1\n");
    Path input = Files.writeString(directory.resolve("train.csv"), csv.toString());
    new ComponentProgram(new KMeansComponent())
        .run(
            new Job(
                "t.r.1",
                "kmeans",
                Map.of("k", 2),
                List.of(input.toString()),
                Map.of(),
                directory.resolve("t.r.1").toString(),
                "/none"));

    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve("statistics.jsonl"))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    JsonNode last = lines.get(lines.size() - 1);
    assertThat(last.path("event").asText()).isEqualTo("end");
    assertThat(last.path("counters").path("rows read").asDouble()).isEqualTo(41);
    assertThat(last.path("counters").path("rows skipped").asDouble()).isEqualTo(1);
    assertThat(last.path("counters").path("rows refused").asDouble()).isEqualTo(1);
    assertThat(last.path("tasksFailed").asInt(-1)).isZero();
    assertThat(last.path("tasksDone").asInt()).isPositive();
    assertThat(lines)
        .extracting(line -> line.path("fraction").asDouble())
        .isSorted()
        .allMatch(fraction -> fraction >= 0 && fraction <= 1);
  }
}
