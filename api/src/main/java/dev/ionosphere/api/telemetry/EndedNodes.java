package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.device.DeviceStates;
import dev.ionosphere.api.order.HeldBook;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.order.Assignment;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * Nodes that a device has ended because its order does not have them any more: its ION was
 * withdrawn, its model recalled. It tells of them until then and never again.
 */
@Singleton
final class EndedNodes {

  private final DeviceModels models;
  private final DeviceStates states;
  private final HeldBook held;

  EndedNodes(DeviceModels models, DeviceStates states, HeldBook held) {
    this.models = models;
    this.states = states;
    this.held = held;
  }

  /** Callers bring the transaction. */
  void note(Telemetry telemetry, Instant now) {
    List<DeviceModel> untold =
        models.findByDeviceOrderByIon(telemetry.device()).stream()
            .filter(node -> node.actualGeneration() > 0 && !isTold(telemetry, node))
            .toList();
    if (untold.isEmpty()) {
      return;
    }
    held.followed(telemetry.device(), telemetry.held())
        .ifPresent(order ->
            untold.stream()
                .filter(node -> !isOrdered(order, node))
                .forEach(node -> states.ended(node.device(), node.ion(), node.node(), now)));
  }

  private static boolean isTold(Telemetry telemetry, DeviceModel node) {
    return telemetry.actual().stream()
        .anyMatch(told -> node.ion().equals(told.ion()) && node.node().equals(told.node()));
  }

  private static boolean isOrdered(Assignment order, DeviceModel node) {
    return order.nodes().stream()
        .anyMatch(one -> one.ion().equals(node.ion()) && one.node().equals(node.node()));
  }
}
