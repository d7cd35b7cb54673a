package dev.ionosphere.workflows.training;

import java.util.List;
import java.util.Map;

/**
 * How far a run is. Heartbeated, and posted to the hub.
 *
 * @param phase submitted, running, packaging, registering, finished, failed or stopped
 * @param fraction of the work that is done, 0 to 1
 * @param counters the engine's named accumulators
 * @param log the newest lines the engine wrote, oldest first, at most 50
 */
public record TrainingProgress(
    String run,
    String phase,
    String stage,
    double fraction,
    int tasksDone,
    int tasksKnown,
    Map<String, Double> counters,
    List<String> log) {

  public TrainingProgress {
    counters = Map.copyOf(counters);
    log = List.copyOf(log);
  }
}
