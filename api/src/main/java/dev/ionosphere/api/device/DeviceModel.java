package dev.ionosphere.api.device;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;

/**
 * What a device should and does run for one inference node.
 *
 * @param id {@code <device>:<ion>:<node>}
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
    @TypeDef(type = DataType.STRING, converter = DeviceStatusColumn.class) DeviceStatus status,
    String reason,
    Instant changedAt) {

  DeviceModel wanting(long generation, @Nullable String digest) {
    return new DeviceModel(
        id,
        device,
        ion,
        node,
        generation,
        digest,
        actualGeneration,
        actualDigest,
        status,
        reason,
        changedAt);
  }

  DeviceModel running(long generation, @Nullable String digest) {
    return new DeviceModel(
        id,
        device,
        ion,
        node,
        wantedGeneration,
        wantedDigest,
        generation,
        digest,
        status,
        reason,
        changedAt);
  }

  DeviceModel with(DeviceStatus newStatus, String newReason, Instant at) {
    return new DeviceModel(
        id,
        device,
        ion,
        node,
        wantedGeneration,
        wantedDigest,
        actualGeneration,
        actualDigest,
        newStatus,
        newReason,
        at);
  }
}
