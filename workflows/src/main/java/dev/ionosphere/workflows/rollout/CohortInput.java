package dev.ionosphere.workflows.rollout;

import java.time.Instant;
import java.util.List;

/**
 * At most 50 devices of one wave.
 *
 * @param wave from 1
 * @param number of the cohort in its wave, from 1
 * @param deadline nothing is tried after it
 */
public record CohortInput(
    RolloutInput rollout, int wave, int number, List<String> devices, Instant deadline) {

  public CohortInput {
    devices = List.copyOf(devices);
  }
}
