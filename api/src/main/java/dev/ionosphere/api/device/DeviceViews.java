package dev.ionosphere.api.device;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Devices as REST sends them. */
@Singleton
final class DeviceViews {

  private final DeviceModels models;
  private final DeviceClaims claims;

  DeviceViews(DeviceModels models, DeviceClaims claims) {
    this.models = models;
    this.claims = claims;
  }

  View of(Device device) {
    return new View(
        device.id(),
        device.labels(),
        device.architecture(),
        device.memoryMb(),
        device.agentVersion(),
        device.enrolledBy(),
        device.enrolledAt(),
        device.incarnation(),
        device.revokedAt(),
        device.lastSeen(),
        device.spoolDepth(),
        device.dropped(),
        device.putAside(),
        claims.findById(device.id()).orElse(null),
        models.findByDeviceOrderByIon(device.id()));
  }

  /**
   * A device and what it should and does run.
   *
   * @param claim a machine that says it is this device and could not prove it
   */
  @Introspected
  record View(
      String id,
      Map<String, String> labels,
      String architecture,
      long memoryMb,
      String agentVersion,
      String enrolledBy,
      Instant enrolledAt,
      long incarnation,
      @Nullable Instant revokedAt,
      @Nullable Instant lastSeen,
      long spoolDepth,
      long dropped,
      long putAside,
      @Nullable DeviceClaim claim,
      List<DeviceModel> models) {}
}
