package dev.ionosphere.api.device;

import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.node.view.NodeViews;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.RolloutEvent;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;

/**
 * Orders what a test tells that devices were asked to run. In truth the hub has signed an order
 * before a device answers, and what nobody ordered is not believed.
 */
@Singleton
final class TestingOrders implements Projection, Ordered {

  private final StoredIons ions;
  private final Fleet fleet;
  private final DeviceStates states;

  TestingOrders(StoredIons ions, Fleet fleet, DeviceStates states) {
    this.ions = ions;
    this.fleet = fleet;
    this.states = states;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public void apply(TimelineRecord record, TimelineEvent event) {
    switch (event) {
      case RolloutEvent.RolloutStarted started ->
          ions.findById(record.ion())
              .map(ion -> Documents.stored(ion.document()).nodes().get(started.node()))
              .flatMap(node -> NodeViews.of(node).devices())
              .ifPresent(devices ->
                  fleet
                      .select(devices)
                      .forEach(device ->
                          want(
                              device,
                              record,
                              started.node(),
                              started.generation(),
                              started.digest())));
      case RolloutEvent.DeviceApplied applied ->
          want(applied.device(), record, applied.node(), applied.generation(), applied.digest());
      default -> {}
    }
  }

  private void want(
      String device, TimelineRecord record, String node, long generation, String digest) {
    if (device.matches("[a-z0-9-]{1,63}") && node.matches("[A-Za-z0-9.-]{1,63}")) {
      states.want(
          device,
          record.ion(),
          node,
          generation,
          digest.substring(0, Math.min(80, digest.length())),
          record.occurredAt());
    }
  }
}
