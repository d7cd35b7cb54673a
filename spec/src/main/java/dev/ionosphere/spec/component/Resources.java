package dev.ionosphere.spec.component;

import java.time.Duration;
import java.util.Optional;

/**
 * What a run may use at most; what is absent is not limited.
 *
 * @param cpus threads that it is told to use
 * @param memoryBytes resident, of all of its processes
 * @param diskBytes of all that it writes below its run's folder
 * @param processes at once
 * @param timeout from its start
 * @param grace from the wish that it ends to its end by force
 */
public record Resources(
    Optional<Integer> cpus,
    Optional<Long> memoryBytes,
    Optional<Long> diskBytes,
    int processes,
    Optional<Duration> timeout,
    Duration grace) {}
