package dev.ionosphere.workflows.rollout;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** What the hub knows of the fleet, from queue {@code ion-cloud}. */
@ActivityInterface(namePrefix = "")
public interface FleetActivities {

  /** Ids of the enrolled devices whose labels match, in order of id. */
  @ActivityMethod(name = "SelectDevices")
  List<String> select(String selector);
}
