package dev.ionosphere.api.device;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * What a device should and does run for one inference node.
 *
 * @param id {@code <device>:<ion>:<node>}
 * @param status not-asked, told, fetching, staged, active, healthy, failed, silent or excused
 * @param reason why not active, or empty
 */
@MappedEntity("device_model")
public record DeviceModel(
    @Id String id,
    String device,
    String ion,
    String node,
    long wantedGeneration,
    @Nullable String wantedDigest,
    long actualGeneration,
    @Nullable String actualDigest,
    String status,
    String reason,
    Instant changedAt) {}
