package dev.ionosphere.pipelines.statistics;

import java.util.Map;

/**
 * One line of the statistics file: everything known so far, so the newest line is enough.
 *
 * @param event what caused the line: job-start, job-end, stage-start, stage-end, task or end
 * @param stage what is being done now, for people
 * @param tasksKnown tasks of all stages announced so far, {@code tasksDone} of them are done
 * @param counters named accumulators of the application
 */
record Snapshot(
    long time,
    String event,
    String stage,
    int jobsDone,
    int jobsKnown,
    int stagesDone,
    int stagesKnown,
    int tasksDone,
    int tasksKnown,
    int tasksFailed,
    Map<String, Double> counters) {}
