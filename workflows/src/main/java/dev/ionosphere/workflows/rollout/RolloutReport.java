package dev.ionosphere.workflows.rollout;

import java.util.Objects;

/**
 * What a rollout tells its ION.
 *
 * @param outcome completed, failed, superseded or aborted
 * @param open whether the rollout stays behind for silent devices; it reports again when it ends
 */
public record RolloutReport(
    String rollout,
    String node,
    long generation,
    RolloutStatus outcome,
    Tally tally,
    boolean open) {

  public RolloutReport {
    Objects.requireNonNull(rollout, "a rollout report needs its rollout");
    Objects.requireNonNull(node, "a rollout report needs its node");
    Objects.requireNonNull(outcome, "a rollout report needs an outcome");
    Objects.requireNonNull(tally, "a rollout report needs a tally");
  }
}
