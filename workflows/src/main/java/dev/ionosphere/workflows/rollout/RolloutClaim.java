package dev.ionosphere.workflows.rollout;

/**
 * What a rollout says that it takes to devices. The hub believes none of it.
 *
 * @param rollout id of its workflow
 * @param model digest
 */
public record RolloutClaim(
    String ion, String node, long generation, String model, String rollout) {}
