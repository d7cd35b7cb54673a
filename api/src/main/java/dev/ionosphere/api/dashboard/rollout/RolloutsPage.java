package dev.ionosphere.api.dashboard.rollout;

import dev.ionosphere.api.rollout.Rollout;
import java.util.List;

/** Rollouts, newest first. */
public record RolloutsPage(List<Rollout> rollouts) {
  public RolloutsPage {
    rollouts = List.copyOf(rollouts);
  }
}
