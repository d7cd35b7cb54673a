package dev.ionosphere.programs.process;

import dev.ionosphere.spec.component.Resources;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run may use; what is absent is not limited.
 *
 * @param memoryBytes resident, of all its processes
 * @param diskBytes of its folder
 * @param processes at once
 * @param timeout from its start
 * @param grace from the wish that it ends to its end by force
 */
public record Limits(
    Optional<Long> memoryBytes,
    Optional<Long> diskBytes,
    int processes,
    Optional<Duration> timeout,
    Duration grace) {

  /** As a manifest says. */
  public static Limits of(Resources resources) {
    return new Limits(
        resources.memoryBytes(),
        resources.diskBytes(),
        resources.processes(),
        resources.timeout(),
        resources.grace());
  }
}
