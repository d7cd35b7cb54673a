package dev.ionosphere.spec.ion;

import dev.ionosphere.spec.schedule.IntervalSchedule;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Scores the data of each device it is placed on, every interval, with the release it was given.
 *
 * @param bucket of how long a stretch a device counts rows together, whole seconds; empty: as the
 *     device was told to
 */
public record InferenceNode(
    String name,
    DeviceSelector devices,
    IntervalSchedule every,
    Optional<Duration> bucket,
    RowSource source,
    HealthPolicy health,
    RolloutPolicy rollout)
    implements Node {

  private static final Ports PORTS =
      new Ports(
          true,
          Ports.Models.NONE,
          false,
          false,
          Set.of(EventName.DRIFT, EventName.ANOMALY, EventName.FAILED));

  @Override
  public String kind() {
    return "inference";
  }

  @Override
  public Ports ports() {
    return PORTS;
  }
}
