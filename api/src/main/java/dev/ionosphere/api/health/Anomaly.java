package dev.ionosphere.api.health;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A row over the model's threshold.
 *
 * @param rowNumber in the device's source, from 0
 * @param distance to the nearest centre, in standardised units
 */
@MappedEntity("anomaly")
public record Anomaly(
    @Id @GeneratedValue @Nullable Long id,
    String device,
    String ion,
    String node,
    String digest,
    long rowNumber,
    double distance,
    int cluster,
    Instant seenAt) {}
