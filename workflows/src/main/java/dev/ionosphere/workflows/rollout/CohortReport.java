package dev.ionosphere.workflows.rollout;

import java.util.Objects;

/** Where a cohort stands. */
public record CohortReport(int wave, int number, Tally tally) {

  public CohortReport {
    Objects.requireNonNull(tally, "a cohort report needs its tally");
  }
}
