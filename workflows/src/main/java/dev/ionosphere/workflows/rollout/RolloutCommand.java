package dev.ionosphere.workflows.rollout;

import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a running rollout.
 *
 * @param id makes the command idempotent
 * @param actor {@code person:<name>} from authentication, or {@code system} for the ION itself
 */
public record RolloutCommand(String id, String actor, String reason, @Nullable String trace) {}
