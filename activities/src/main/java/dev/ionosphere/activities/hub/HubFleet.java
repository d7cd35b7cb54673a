package dev.ionosphere.activities.hub;

import dev.ionosphere.workflows.rollout.FleetActivities;
import dev.ionosphere.workflows.rollout.OrderRequest;
import dev.ionosphere.workflows.rollout.RolloutClaim;
import dev.ionosphere.workflows.rollout.SignedOrders;
import java.util.List;
import java.util.function.Supplier;

/** The fleet is the hub's to know. */
public final class HubFleet implements FleetActivities {
  private final HubClient hub;

  public HubFleet(HubClient hub) {
    this.hub = hub;
  }

  @Override
  public List<String> select(String selector) {
    return call(() -> hub.devices(selector));
  }

  @Override
  public List<String> open(RolloutClaim claim) {
    return call(() -> hub.open(claim));
  }

  @Override
  public SignedOrders sign(OrderRequest request) {
    return call(() -> hub.sign(request));
  }

  private static <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (HubException failed) {
      throw HubFailure.of(failed);
    }
  }
}
