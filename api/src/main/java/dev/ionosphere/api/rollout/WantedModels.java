package dev.ionosphere.api.rollout;

import dev.ionosphere.api.device.DeviceStates;
import dev.ionosphere.api.device.Fleet;
import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.node.view.NodeViews;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.RolloutEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import jakarta.inject.Singleton;

/** When a rollout starts, the devices of its node should run its release. */
@Singleton
final class WantedModels implements Projection {

  /** Width of the column. */
  private static final int DIGEST = 80;

  private final StoredIons ions;
  private final Fleet fleet;
  private final DeviceStates states;

  WantedModels(StoredIons ions, Fleet fleet, DeviceStates states) {
    this.ions = ions;
    this.fleet = fleet;
    this.states = states;
  }

  @Override
  public void apply(TimelineRecord record, TimelineEvent event) {
    if (!(event instanceof RolloutEvent.RolloutStarted started)) {
      return;
    }
    String node = started.node();
    ions.findById(record.ion())
        .map(ion -> Documents.stored(ion.document()).nodes().get(node))
        .flatMap(known -> NodeViews.of(known).devices())
        .ifPresent(devices ->
            fleet
                .select(devices)
                .forEach(device ->
                    states.want(
                        device,
                        record.ion(),
                        node,
                        started.generation(),
                        Storable.text(started.digest(), DIGEST),
                        record.occurredAt())));
  }
}
