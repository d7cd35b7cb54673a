package dev.ionosphere.activities.engine;

import java.util.List;
import java.util.Map;

/**
 * How far a job is.
 *
 * @param stage what is being done, for people
 * @param fraction of the work that is done, 0 to 1
 * @param tasksDone of the {@code tasksKnown} so far
 * @param counters the program's named accumulators, and {@code stages done}, {@code stages known}
 *     and {@code tasks failed} of an engine that counts them
 * @param log newest lines, oldest first
 */
public record EngineProgress(
    String stage,
    double fraction,
    int tasksDone,
    int tasksKnown,
    Map<String, Double> counters,
    List<String> log) {

  /** Of a job that has not begun. */
  public static final EngineProgress NONE =
      new EngineProgress("preparing", 0, 0, 0, Map.of(), List.of());

  public EngineProgress {
    counters = Map.copyOf(counters);
    log = List.copyOf(log);
  }
}
