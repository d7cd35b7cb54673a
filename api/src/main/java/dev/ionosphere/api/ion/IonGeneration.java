package dev.ionosphere.api.ion;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One document an ION had.
 *
 * @param id {@code <ion>:<generation>}
 */
@MappedEntity("ion_generation")
public record IonGeneration(
    @Id String id,
    String ion,
    long generation,
    String digest,
    String document,
    String appliedBy,
    Instant appliedAt) {}
