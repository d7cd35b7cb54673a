package dev.ionosphere.activities.engine;

import java.util.List;
import java.util.Map;

/**
 * How far a job is.
 *
 * @param stage what is being done, for people
 * @param tasksDone of the {@code tasksKnown} so far
 * @param counters the program's named accumulators
 * @param log newest lines, oldest first
 */
public record EngineProgress(
    String stage, int tasksDone, int tasksKnown, Map<String, Double> counters, List<String> log) {
  public EngineProgress {
    counters = Map.copyOf(counters);
    log = List.copyOf(log);
  }

  /** 0 to 1. */
  public double fraction() {
    return tasksKnown == 0 ? 0 : Math.min(1, (double) tasksDone / tasksKnown);
  }
}
