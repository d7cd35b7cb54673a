package dev.ionosphere.api.rollout;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** How one wave ended. */
@MappedEntity("rollout_wave")
public record RolloutWave(
    @Id String id,
    String rollout,
    int wave,
    int asked,
    int active,
    int failed,
    int silent,
    String verdict,
    Instant judgedAt) {}
