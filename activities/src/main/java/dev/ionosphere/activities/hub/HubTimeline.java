package dev.ionosphere.activities.hub;

import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.TimelineActivities;
import dev.ionosphere.workflows.timeline.TimelineBatch;

/** The ledger is the hub's. */
public final class HubTimeline implements TimelineActivities {
  private final HubClient hub;

  public HubTimeline(HubClient hub) {
    this.hub = hub;
  }

  @Override
  public ChainHead record(TimelineBatch batch) {
    try {
      return hub.record(batch);
    } catch (HubException failed) {
      throw HubFailure.of(failed);
    }
  }
}
