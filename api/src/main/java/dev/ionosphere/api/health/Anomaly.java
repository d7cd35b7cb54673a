package dev.ionosphere.api.health;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A row that its model's anomaly rule holds for.
 *
 * @param rowNumber in the device's source, from 0
 * @param score what the rule looks at
 * @param label what the model says of the row; absent if it says no label
 */
@MappedEntity("anomaly")
public record Anomaly(
    @Id @GeneratedValue @Nullable Long id,
    String device,
    String ion,
    String node,
    String digest,
    long rowNumber,
    double score,
    @Nullable String label,
    Instant seenAt) {}
