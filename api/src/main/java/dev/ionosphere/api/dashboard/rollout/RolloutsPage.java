package dev.ionosphere.api.dashboard.rollout;

import dev.ionosphere.api.rollout.Rollout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rollouts, newest first.
 *
 * @param ion they are of; empty for all
 * @param older the last one here, if there may be older ones
 */
public record RolloutsPage(List<Rollout> rollouts, String ion, @Nullable String older) {
  public RolloutsPage {
    rollouts = List.copyOf(rollouts);
  }
}
