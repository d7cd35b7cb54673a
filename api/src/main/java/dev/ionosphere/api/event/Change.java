package dev.ionosphere.api.event;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * Something has changed; who cares asks for it again.
 *
 * @param kind kind of the timeline record, or telemetry, progress, health, alert, ion.applied,
 *     device.enrolled
 * @param sequence of the timeline record, 0 for other changes
 */
@Introspected
public record Change(
    String kind,
    @Nullable String ion,
    @Nullable String node,
    String subject,
    long sequence,
    Instant time) {}
