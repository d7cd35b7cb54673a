package dev.ionosphere.spec.ion;

import java.time.Duration;
import java.util.List;

/**
 * How a release is taken to the devices of an inference node.
 *
 * @param waves cumulative sizes in order; the last reaches every device
 * @param deliveredMin share of a wave's asked devices that must hold the release, 0 to 1
 * @param soak how long a wave is watched before it is judged
 * @param silentAfter a device that has not answered by then counts as silent
 * @param deadline devices that come back later than this are not served by this rollout
 */
public record RolloutPolicy(
    List<Wave> waves, double deliveredMin, Duration soak, Duration silentAfter, Duration deadline) {

  public RolloutPolicy {
    waves = List.copyOf(waves);
  }
}
