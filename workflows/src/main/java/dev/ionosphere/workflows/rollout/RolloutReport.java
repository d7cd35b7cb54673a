package dev.ionosphere.workflows.rollout;

/**
 * What a rollout tells its ION.
 *
 * @param outcome completed, failed, superseded or aborted
 * @param open whether the rollout stays behind for silent devices; it reports again when it ends
 */
public record RolloutReport(
    String rollout, String node, long generation, String outcome, Tally tally, boolean open) {}
