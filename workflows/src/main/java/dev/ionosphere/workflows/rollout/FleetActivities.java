package dev.ionosphere.workflows.rollout;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** What the hub knows of the fleet and signs for it, from queue {@code ion-cloud}. */
@ActivityInterface(namePrefix = "")
public interface FleetActivities {

  /** Ids of the enrolled devices whose labels match, in order of id. Of rollouts before 0.3.0. */
  @ActivityMethod(name = "SelectDevices")
  List<String> select(String selector);

  /**
   * Ids of the devices that a rollout is for, in order of id. Fails without a retry if the hub
   * knows of no ground for it.
   */
  @ActivityMethod(name = "OpenRollout")
  List<String> open(RolloutClaim claim);

  /** Has devices ordered to run a release; the same again is answered with the same orders. */
  @ActivityMethod(name = "SignOrders")
  SignedOrders sign(OrderRequest request);
}
