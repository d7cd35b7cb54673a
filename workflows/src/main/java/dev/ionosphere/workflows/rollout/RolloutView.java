package dev.ionosphere.workflows.rollout;

import java.time.Instant;
import java.util.List;

/**
 * What query {@code progress} answers.
 *
 * @param wave the one under way or the last one, from 1; 0 before the first
 * @param waves how many devices each wave adds
 */
public record RolloutView(
    String rollout,
    String ion,
    String node,
    long generation,
    String digest,
    RolloutStatus status,
    int wave,
    List<Integer> waves,
    Tally tally,
    Instant asOf) {

  public RolloutView {
    waves = List.copyOf(waves);
  }
}
