package dev.ionosphere.activities.engine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The newest line of the statistics listener's file. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SparkStatistics(
    String stage, int tasksDone, int tasksKnown, double fraction, Map<String, Double> counters) {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final SparkStatistics NONE = new SparkStatistics("starting", 0, 0, 0, Map.of());

  static SparkStatistics newest(Path file) {
    List<String> lines = FileTail.wholeLines(file, 1);
    if (lines.isEmpty()) {
      return NONE;
    }
    try {
      return JSON.readValue(lines.getFirst(), SparkStatistics.class);
    } catch (JacksonException malformed) {
      return NONE;
    }
  }
}
