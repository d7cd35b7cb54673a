package dev.ionosphere.spec.ion;

import dev.ionosphere.spec.schedule.IntervalSchedule;

/**
 * Scores the data of each device it is placed on, every interval, with the release it was given.
 */
public record InferenceNode(
    String name,
    DeviceSelector devices,
    IntervalSchedule every,
    FileSource source,
    HealthPolicy health,
    RolloutPolicy rollout)
    implements Node {

  @Override
  public String kind() {
    return "inference";
  }
}
