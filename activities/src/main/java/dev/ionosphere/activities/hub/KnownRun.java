package dev.ionosphere.activities.hub;

import java.util.Set;

/**
 * A run as the hub knows it from the timeline.
 *
 * @param state running, or how it ended
 * @param held whether a legal hold of its ION keeps everything
 */
public record KnownRun(String ion, String node, String state, boolean held) {
  private static final Set<String> ENDED = Set.of("finished", "failed", "stopped");

  /** Whether nobody waits for the run's work any more; false for states we do not know. */
  public boolean ended() {
    return ENDED.contains(state);
  }
}
