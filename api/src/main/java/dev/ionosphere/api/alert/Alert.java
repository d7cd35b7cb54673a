package dev.ionosphere.api.alert;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * Something people should look at.
 *
 * @param kind drift, training-failed, rollout-failed, device-refused, device-fell-back,
 *     device-model-lost, telemetry-refused
 * @param severity info, warning or critical
 */
@MappedEntity("alert")
public record Alert(
    @Id @GeneratedValue @Nullable Long id,
    String ion,
    @Nullable String node,
    String subject,
    String kind,
    String severity,
    String message,
    Instant raisedAt,
    @Nullable Instant clearedAt) {}
