package dev.ionosphere.activities.engine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The newest line of the statistics listener's file. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SparkStatistics(
    String stage,
    int stagesDone,
    int stagesKnown,
    int tasksDone,
    int tasksKnown,
    int tasksFailed,
    double fraction,
    Map<String, Double> counters) {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final SparkStatistics NONE = new SparkStatistics("starting", 0, 0, 0, 0, 0, 0, Map.of());

  /** The program's own counters, and Spark's of the work, which a program cannot hide. */
  Map<String, Double> allCounters() {
    if (stagesKnown == 0) {
      return counters;
    }
    Map<String, Double> all = new TreeMap<>(counters);
    all.put("stages done", (double) stagesDone);
    all.put("stages known", (double) stagesKnown);
    all.put("tasks failed", (double) tasksFailed);
    return all;
  }

  static SparkStatistics newest(Path file) {
    List<String> lines = LogTail.wholeLines(file, 1);
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
