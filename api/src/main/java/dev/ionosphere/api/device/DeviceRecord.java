package dev.ionosphere.api.device;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * Something that was done about a device.
 *
 * @param kind enrolled, enrolled-again, overruled or revoked
 * @param actor who did it: {@code person:<name>} or {@code device:<id>}
 */
@Introspected
@MappedEntity("device_record")
public record DeviceRecord(
    @Id @GeneratedValue @Nullable Long id,
    String device,
    long incarnation,
    String kind,
    String actor,
    String message,
    Instant happenedAt) {}
