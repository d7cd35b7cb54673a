package dev.ionosphere.api.dashboard.approval;

import org.jspecify.annotations.Nullable;

/** One number of the candidate beside the current model's, null where a model does not have it. */
public record Metric(String name, @Nullable Double candidate, @Nullable Double current) {
  /** Relative change, null where it cannot be said. */
  public @Nullable Double change() {
    return candidate == null || current == null || current == 0
        ? null
        : (candidate - current) / Math.abs(current);
  }
}
