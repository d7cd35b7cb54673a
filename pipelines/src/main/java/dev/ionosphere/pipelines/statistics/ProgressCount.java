package dev.ionosphere.pipelines.statistics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up what the scheduler tells. Not thread-safe. */
final class ProgressCount {
  /** More names than this are some program's mistake. */
  private static final int MOST_COUNTERS = 64;

  private final Map<Integer, Integer> tasksByStage = new HashMap<>();
  private final Map<Integer, Integer> doneByStage = new HashMap<>();
  private final Map<Integer, Set<Integer>> stagesByJob = new HashMap<>();
  private final Set<Integer> stagesDone = new HashSet<>();
  private final Map<String, Double> counters = new TreeMap<>();
  private String description = "";
  private String stage = "starting";
  private int jobsKnown;
  private int jobsDone;
  private int tasksFailed;
  private Steps steps = Steps.UNKNOWN;
  private int doneBeforeStep;
  private int knownBeforeStep;
  private double fraction;

  /** Before the stages of its first job are known. */
  void step(Steps now) {
    if (!now.equals(steps) && !now.equals(Steps.UNKNOWN)) {
      // What was guessed before the first step has no place in the plan.
      fraction = steps.equals(Steps.UNKNOWN) ? 0 : fraction;
      steps = now;
      doneBeforeStep = sum(doneByStage);
      knownBeforeStep = sum(tasksByStage);
    }
  }

  void jobStarted(int job, @Nullable String jobDescription, Set<Integer> stages) {
    jobsKnown++;
    stagesByJob.put(job, stages);
    description = jobDescription == null ? "" : jobDescription;
  }

  /** Stages whose result was still there are never run: their tasks were no work. */
  void jobEnded(int job) {
    jobsDone++;
    for (int stage : stagesByJob.getOrDefault(job, Set.of())) {
      if (!stagesDone.contains(stage)) {
        tasksByStage.put(stage, doneByStage.getOrDefault(stage, 0));
      }
    }
    stagesByJob.remove(job);
  }

  void stageKnown(int id, int tasks) {
    tasksByStage.putIfAbsent(id, tasks);
  }

  void stageStarted(int id, String name, int tasks) {
    tasksByStage.put(id, tasks);
    stage = description.isEmpty() ? name : description;
  }

  /** A stage may end with tasks it did not need to run. */
  void stageEnded(int id) {
    stagesDone.add(id);
    doneByStage.put(id, tasksByStage.getOrDefault(id, 0));
  }

  void taskEnded(int stageId, boolean successful) {
    if (successful) {
      int known = tasksByStage.getOrDefault(stageId, 0);
      doneByStage.merge(stageId, 1, (done, one) -> Math.min(known, done + one));
    } else {
      tasksFailed++;
    }
  }

  /** The value so far; it only grows, whatever order tasks report in. */
  void counter(String name, double value) {
    if (counters.containsKey(name) || counters.size() < MOST_COUNTERS) {
      counters.merge(name, value, Math::max);
    }
  }

  Snapshot snapshot(long time, String event) {
    return new Snapshot(
        time,
        event,
        stage,
        jobsDone,
        jobsKnown,
        stagesDone.size(),
        tasksByStage.size(),
        sum(doneByStage),
        sum(tasksByStage),
        tasksFailed,
        fraction(),
        new TreeMap<>(counters));
  }

  /**
   * Of the program's plan, where it never goes back; else of the tasks known so far, which does
   * when more become known.
   */
  private double fraction() {
    int known = sum(tasksByStage) - knownBeforeStep;
    double share = known <= 0 ? 0 : (double) (sum(doneByStage) - doneBeforeStep) / known;
    double now = steps.fraction(Math.min(1, Math.max(0, share)));
    fraction = steps.equals(Steps.UNKNOWN) ? now : Math.max(fraction, now);
    return fraction;
  }

  private static int sum(Map<Integer, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
