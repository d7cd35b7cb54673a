package dev.ionosphere.activities.hub;

import dev.ionosphere.workflows.rollout.FleetActivities;
import java.util.List;

/** The fleet is the hub's to know. */
public final class HubFleet implements FleetActivities {
  private final HubClient hub;

  public HubFleet(HubClient hub) {
    this.hub = hub;
  }

  @Override
  public List<String> select(String selector) {
    try {
      return hub.devices(selector);
    } catch (HubException failed) {
      throw HubFailure.of(failed);
    }
  }
}
