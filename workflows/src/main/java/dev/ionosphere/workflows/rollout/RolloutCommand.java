package dev.ionosphere.workflows.rollout;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a running rollout.
 *
 * @param id makes the command idempotent
 * @param actor {@code person:<name>} from authentication, or {@code system} for the ION itself
 */
public record RolloutCommand(
    @Nullable String id, String actor, @Nullable String reason, @Nullable String trace) {

  public RolloutCommand {
    Objects.requireNonNull(actor, "a rollout command needs its actor");
  }
}
