package dev.ionosphere.api.device;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * From then on the device ran this.
 *
 * @param generation 0 when it ran nothing any more; the digest is empty then
 * @param source who said so: telemetry or timeline
 */
@MappedEntity("device_activation")
public record DeviceActivation(
    @Id @GeneratedValue @Nullable Long id,
    String device,
    String ion,
    String node,
    long generation,
    String digest,
    Instant since,
    String source) {}
