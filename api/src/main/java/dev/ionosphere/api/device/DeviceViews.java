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
  private final HeldOrders held;

  DeviceViews(DeviceModels models, DeviceClaims claims, HeldOrders held) {
    this.models = models;
    this.claims = claims;
    this.held = held;
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
        device.feed(),
        device.formats(),
        device.revokedAt(),
        device.lastSeen(),
        device.spoolDepth(),
        device.dropped(),
        device.putAside(),
        claims.findById(device.id()).orElse(null),
        held.findByDeviceAndIncarnation(device.id(), device.incarnation())
            .map(HeldView::of)
            .orElse(null),
        models.findByDeviceOrderByIon(device.id()));
  }

  /**
   * A device and what it should and does run.
   *
   * @param feed how it takes its orders: temporal, from its queue there; or poll, it asks the hub
   * @param reads formats that its agent reads, such as package/1; empty until it has said
   * @param claim a machine that says it is this device and could not prove it
   * @param held the order that it follows, by its own word
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
      String feed,
      List<String> reads,
      @Nullable Instant revokedAt,
      @Nullable Instant lastSeen,
      long spoolDepth,
      long dropped,
      long putAside,
      @Nullable DeviceClaim claim,
      @Nullable HeldView held,
      List<DeviceModel> models) {}

  /**
   * @param order its number: epoch and version
   * @param root version of the root of trust that the device believes
   * @param conflict why a person has to say what counts: newer, other-content or other-root; absent
   *     if this hub signed it
   */
  @Introspected
  record HeldView(
      String order,
      long root,
      Instant since,
      @Nullable String conflict,
      @Nullable Instant conflictSince) {

    static HeldView of(HeldOrder held) {
      return new HeldView(
          held.number(), held.root(), held.heldSince(), held.conflict(), held.conflictSince());
    }
  }
}
