package dev.ionosphere.pipelines.statistics;

import java.util.Map;

/**
 * One line of the statistics file: everything known so far, so the newest line is enough.
 *
 * @param event what caused the line: job-start, job-end, stage-start, stage-end, task or end
 * @param stage what is being done now, for people
 * @param tasksKnown tasks of all stages announced so far, {@code tasksDone} of them are done
 * @param fraction of the work that is done, 0 to 1; of the program's steps if it tells them, else
 *     of the tasks known so far
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
    double fraction,
    Map<String, Double> counters) {}
