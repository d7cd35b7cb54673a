package dev.ionosphere.workflows.rollout;

/** Where a cohort stands. */
public record CohortReport(int wave, int number, Tally tally) {}
