package dev.ionosphere.workflows.rollout;

import dev.ionosphere.models.pack.ModelRef;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One release on its way to the devices of one inference node.
 *
 * @param rollout id of the rollout's workflow
 * @param selector which devices, a label selector
 * @param waves cumulative sizes in order, such as {@code 1}, {@code 10%}, {@code 100%}
 * @param deliveredMin share of a wave's asked devices that must hold the release, 0 to 1
 * @param soak how long a wave is watched before it is judged
 * @param silentAfter a device that has not answered by then counts as silent
 * @param deadline devices that come back later than this are not served
 * @param every interval of the inference loop
 * @param file source path on the device
 * @param batch most rows taken in one interval
 * @param cause key of the timeline entry of the release
 */
public record RolloutInput(
    String ion,
    String node,
    long generation,
    String rollout,
    ModelRef model,
    String selector,
    List<String> waves,
    double deliveredMin,
    Duration soak,
    Duration silentAfter,
    Duration deadline,
    Duration every,
    String file,
    int batch,
    String cause,
    @Nullable String trace) {

  public RolloutInput {
    waves = List.copyOf(waves);
  }

  RolloutClaim claim() {
    return new RolloutClaim(ion, node, generation, model.digest(), rollout);
  }
}
