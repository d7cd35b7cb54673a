package dev.ionosphere.spec.schedule;

import java.time.Instant;

/**
 * Fires that came and went while nothing ran.
 *
 * @param count at least 1
 */
public record Missed(long count, Instant first, Instant last) {}
